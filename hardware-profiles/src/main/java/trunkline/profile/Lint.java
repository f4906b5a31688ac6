package trunkline.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Values that the schema allows and that do not go together. */
final class Lint {

    /** By the advice of nowsms.com/smsc-speed-limits. */
    private static final int WINDOW_SECONDS = 3;

    private final EffectiveProfile profile;
    private final List<Finding> findings = new ArrayList<>();

    private Lint(EffectiveProfile profile) {
        this.profile = profile;
    }

    static List<Finding> check(EffectiveProfile profile) {
        Lint lint = new Lint(profile);
        if (profile.own().head().kind() == ProfileKind.SMSC) {
            lint.idBases();
            lint.window();
            lint.alphabet();
        }
        return List.copyOf(lint.findings);
    }

    /** An id that is a number in one place and opaque in the other is compared letter by letter. */
    private void idBases() {
        Optional<EffectiveValue> response = profile.value("/smpp/ids/submit_resp/base");
        Optional<EffectiveValue> receipt = profile.value("/smpp/ids/receipt_text/base");
        if (response.isPresent() && receipt.isPresent() && isNumber(response.get()) != isNumber(receipt.get())) {
            warn(
                    lastSaid(response.get(), receipt.get()),
                    "does not go with '" + receipt.get().value() + "' in receipts and '"
                            + response.get().value() + "' in submit_sm_resp: they may not match");
        }
    }

    /** A window of more than three seconds: what comes back late is sent again before. */
    private void window() {
        Optional<EffectiveValue> window = profile.value("/smpp/flow/window");
        Optional<EffectiveValue> rate = profile.value("/smpp/flow/rate");
        if (window.isPresent()
                && rate.isPresent()
                && Integer.parseInt(window.get().value())
                        > Math.max(
                                1,
                                WINDOW_SECONDS
                                        * new SmscProfile.Flow(0, rate.get().value()).perSecond())) {
            warn(
                    lastSaid(rate.get(), window.get()),
                    "a window of %s at a rate of %s is more than %d s of messages: retries may duplicate"
                            .formatted(window.get().value(), rate.get().value(), WINDOW_SECONDS));
        }
    }

    /** What a text is sent with has to be there. */
    private void alphabet() {
        if (profile.value("/smpp/alphabet/dcs/0").isEmpty()) {
            ProfileFile own = profile.own();
            findings.add(Finding.error(
                    own.name(),
                    own.line("/smpp/alphabet/dcs"),
                    "/smpp/alphabet/dcs/0",
                    "",
                    "is missing: texts are sent with it"));
        }
    }

    private static boolean isNumber(EffectiveValue base) {
        return base.value().equals("decimal") || base.value().equals("hex");
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
