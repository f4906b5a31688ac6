package trunkline.gateway.smsc;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import trunkline.gateway.config.SmscConfig;
import trunkline.gateway.dispatch.SmsResult.Verdict;
import trunkline.profile.SmscProfile;
import trunkline.profile.SmscProfile.IdBase;
import trunkline.profile.SmscProfile.IdForm;
import trunkline.profile.SmscProfile.IdPlace;
import trunkline.profile.SmscProfile.StatusClass;
import trunkline.smpp.bind.BindLimits;
import trunkline.smpp.bind.BindSettings;
import trunkline.smpp.bind.BindTimings;
import trunkline.smpp.bind.BindTimings.Backoff;
import trunkline.smpp.bind.BindTimings.Deadlines;
import trunkline.smpp.bind.BindTimings.KeepAlive;
import trunkline.smpp.receipt.MessageIdForm;
import trunkline.smpp.receipt.MessageIdForm.Conversion;
import trunkline.smpp.receipt.MessageState;
import trunkline.smpp.receipt.ReceiptDate;
import trunkline.smpp.receipt.ReceiptSettings;
import trunkline.smpp.receipt.ReceiptSettings.IdSettings;
import trunkline.smpp.session.Credentials;

/** What the configuration and its profile say of one SMSC, as settings of {@code smpp-bind}. */
final class SmscSettings {

    /** Silence after an enquire_link that ends the bind; with the usual 30 s before it, a dead link is found in 45 s. */
    private static final Duration ENQUIRE_LINK_RESPONSE = Duration.ofSeconds(10);

    private SmscSettings() {}

    static BindSettings bind(SmscConfig config) {
        Deadlines deadlines = new Deadlines(
                Deadlines.DEFAULT.connect(),
                config.timers().sessionInit(),
                config.timers().response(),
                Deadlines.DEFAULT.stall(),
                Deadlines.DEFAULT.stop());
        return BindSettings.of(
                        config.name(),
                        config.host(),
                        config.port(),
                        new Credentials(
                                config.login().systemId(),
                                config.login().password(),
                                config.login().systemType()))
                .withLimits(BindLimits.DEFAULT.withWindow(config.limits().window()))
                .withTimings(new BindTimings(
                        deadlines,
                        new KeepAlive(config.timers().enquireLink(), ENQUIRE_LINK_RESPONSE),
                        Backoff.DEFAULT));
    }

    static ReceiptSettings receipts(SmscProfile profile) {
        IdForm response = profile.ids().submitResponse();
        return new ReceiptSettings(
                profile.receipt().esmClassMask(),
                ReceiptSettings.DEFAULT.sniff(),
                profile.receipt().dateFormats().stream()
                        .map(ReceiptDate.Form::valueOf)
                        .toList(),
                states(profile),
                new IdSettings(
                        form(response, IdBase.OPAQUE),
                        form(profile.ids().receiptText(), response.base()),
                        form(profile.ids().receiptTlv(), response.base()),
                        profile.ids().prefer() == IdPlace.TEXT));
    }

    private static Map<String, MessageState> states(SmscProfile profile) {
        return profile.receipt().states().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        word -> MessageState.valueOf(word.getValue().name())));
    }

    /** Ids are compared as decimal numbers where either place writes them in hexadecimal and the other does not. */
    private static MessageIdForm form(IdForm form, IdBase other) {
        Conversion conversion = form.base() == IdBase.HEX ? Conversion.HEX_TO_DECIMAL : Conversion.NONE;
        boolean strip = form.stripLeadingZeros() || other == IdBase.HEX;
        return new MessageIdForm(conversion, strip, form.ignoreCase());
    }

    /** What a command_status asks for; what the profile does not name is final. */
    static Verdict verdict(SmscProfile profile, int commandStatus) {
        SmscProfile.Status status = profile.statuses().get(commandStatus);
        return switch (status == null ? StatusClass.REJECT : status.statusClass()) {
            case RETRY, RETRY_LATER, FATAL_BIND -> Verdict.RETRY_LATER;
            case THROTTLE -> Verdict.SLOW_DOWN;
            case REJECT -> Verdict.FINAL;
        };
    }
}
