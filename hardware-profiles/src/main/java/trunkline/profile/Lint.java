package trunkline.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Values that the schema allows and that do not go together. */
final class Lint {

    private final EffectiveProfile profile;
    private final List<Finding> findings = new ArrayList<>();

    private Lint(EffectiveProfile profile) {
        this.profile = profile;
    }

    static List<Finding> check(EffectiveProfile profile) {
        Lint lint = new Lint(profile);
        if (profile.own().head().kind() == ProfileKind.SMSC) {
            lint.idBases();
        }
        return List.copyOf(lint.findings);
    }

    /** An id that is a number in one place and opaque in the other is compared letter by letter. */
    private void idBases() {
        Optional<EffectiveValue> response = profile.value("/smpp/ids/submit_resp/base");
        Optional<EffectiveValue> receipt = profile.value("/smpp/ids/receipt_text/base");
        if (response.isPresent() && receipt.isPresent() && isOpaque(response.get()) != isOpaque(receipt.get())) {
            warn(
                    lastSaid(response.get(), receipt.get()),
                    "does not go with '" + receipt.get().value() + "' in receipts and '"
                            + response.get().value() + "' in submit_sm_resp: they may not match");
        }
    }

    private static boolean isOpaque(EffectiveValue base) {
        return base.value().equals("opaque");
    }

    /** Of two values that do not go together, the one that the operator is nearest to. */
    private EffectiveValue lastSaid(EffectiveValue one, EffectiveValue other) {
        return layer(one) > layer(other) ? one : other;
    }

    private int layer(EffectiveValue value) {
        return value.profile().isEmpty()
                ? profile.chain().size()
                : profile.chain().indexOf(value.profile());
    }

    private void warn(EffectiveValue value, String rule) {
        findings.add(Finding.warning(value.file(), value.line(), value.pointer(), value.value(), rule));
    }
}
