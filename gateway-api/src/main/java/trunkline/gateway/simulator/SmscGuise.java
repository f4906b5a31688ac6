package trunkline.gateway.simulator;

import java.util.Set;
import trunkline.profile.SmscProfile;
import trunkline.profile.SmscProfile.ReceiptState;
import trunkline.smpp.simulator.Admission;
import trunkline.smpp.simulator.Dialect;
import trunkline.smpp.simulator.Dialect.LongForm;
import trunkline.smpp.simulator.IdForm;
import trunkline.smpp.simulator.Load;
import trunkline.smpp.simulator.ReceiptShape;
import trunkline.smpp.simulator.SmscBehaviour;
import trunkline.smpp.simulator.SmscBehaviour.Ids;
import trunkline.smpp.simulator.SmscBehaviour.Links;
import trunkline.smpp.simulator.SmscBehaviour.Outcomes;

/**
 * What a simulated SMSC does in the guise of a profile: what the profile says that a gateway needs to know, this one does.
 * The counterpart of {@code gateway.smsc.SmscSettings}.
 */
public final class SmscGuise {

    private SmscGuise() {}

    /** A well-behaved SMSC of this profile. */
    public static SmscBehaviour behaviour(SmscProfile profile) {
        SmscBehaviour perfect = SmscBehaviour.PERFECT;
        return perfect.withIds(ids(profile.ids()))
                .withReceipts(perfect.receipts()
                        .withOutcomes(Outcomes.of(wordForDelivered(profile)))
                        .withShape(receipts(profile.receipt())))
                .withLinks(Links.cutWhenIdle(profile.timers().inactivity()))
                .withLoad(Load.throttledAbove((int) Math.ceil(profile.flow().perSecond()))
                        .withWindow(profile.flow().window()))
                .withAdmission(Admission.ofVersion(version(profile.bind().interfaceVersion()))
                        .withBindsEach(profile.bind().maxBinds())
                        .wantingSystemType(profile.bind().systemType() == SmscProfile.Presence.REQUIRED))
                .withDialect(dialect(profile));
    }

    private static int version(String text) {
        return switch (text) {
            case "3.3" -> 0x33;
            case "5.0" -> 0x50;
            default -> 0x34;
        };
    }

    /** Of a parameter that the profile does not speak of, it makes nothing else than of the text. */
    private static Ids ids(SmscProfile.Ids ids) {
        boolean unsaid = ids.receiptTlv().base() == SmscProfile.IdBase.LEARN;
        return new Ids(form(ids.submitResponse(), true), form(ids.receiptText(), false))
                .withParameter(form(unsaid ? ids.receiptText() : ids.receiptTlv(), false));
    }

    /** With zeros in front where they say nothing, and in capitals in responses where the case says nothing. */
    private static IdForm form(SmscProfile.IdForm form, boolean inResponse) {
        return switch (form.base()) {
            case LEARN, OPAQUE -> form.ignoreCase() && inResponse ? IdForm.UUID_UPPER : IdForm.UUID_TEXT;
            case DECIMAL -> form.stripLeadingZeros() ? IdForm.DECIMAL_PADDED : IdForm.DECIMAL;
            case HEX -> form.stripLeadingZeros() ? IdForm.HEX_PADDED : IdForm.HEX;
        };
    }

    private static String wordForDelivered(SmscProfile profile) {
        return profile.receipt().states().entrySet().stream()
                .filter(word -> word.getValue() == ReceiptState.DELIVERED)
                .map(word -> word.getKey())
                .findFirst()
                .orElse("DELIVRD");
    }

    private static ReceiptShape receipts(SmscProfile.Receipt receipt) {
        int esmClass = receipt.sniffText() ? 0 : Integer.lowestOneBit(receipt.esmClassMask());
        return ReceiptShape.USUAL
                .withEsmClass(esmClass)
                .withDates(ReceiptShape.Dates.valueOf(receipt.dateFormats().get(0)));
    }

    /** Of long messages it knows all forms that phones put together by themselves, unless it wants another. */
    private static Dialect dialect(SmscProfile profile) {
        Dialect dialect = Dialect.ANY
                .withAlphabet(Dialect.Alphabet.valueOf(profile.alphabet()
                        .dcs()
                        .getOrDefault(0, SmscProfile.Charset.GSM7_UNPACKED)
                        .name()))
                .tryingAgainAfter(Set.of(profile.deliverResp().again()));
        Dialect spoken =
                switch (profile.longMessages().mt()) {
                    case UDH8 -> dialect;
                    case UDH16 -> dialect.withLongForms(LongForm.UDH_16_BIT);
                    case SAR -> dialect.withLongForms(LongForm.SAR);
                    case PAYLOAD -> dialect.withLongForms(LongForm.PAYLOAD);
                    case SERVER_SPLITS -> dialect.withLongForms(LongForm.ONE_PIECE, LongForm.PAYLOAD);
                };
        return profile.alphabet().flash() == SmscProfile.Flash.GENERAL ? spoken : spoken.withoutGeneralClasses();
    }
}
