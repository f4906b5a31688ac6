package trunkline.gateway.smsc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.config.AddressRules;
import trunkline.gateway.config.SmscConfig;
import trunkline.gateway.config.TlsConfig;
import trunkline.gateway.dispatch.SmsResult.Verdict;
import trunkline.profile.SmscProfile;
import trunkline.profile.SmscProfile.IdBase;
import trunkline.profile.SmscProfile.IdForm;
import trunkline.profile.SmscProfile.StatusClass;
import trunkline.smpp.bind.BindLimits;
import trunkline.smpp.bind.BindSettings;
import trunkline.smpp.bind.BindTimings;
import trunkline.smpp.bind.BindTimings.Backoff;
import trunkline.smpp.bind.BindTimings.Deadlines;
import trunkline.smpp.bind.BindTimings.KeepAlive;
import trunkline.smpp.bind.StatusRules;
import trunkline.smpp.receipt.MessageIdForm;
import trunkline.smpp.receipt.MessageIdForm.Conversion;
import trunkline.smpp.receipt.MessageState;
import trunkline.smpp.receipt.ReceiptDate;
import trunkline.smpp.receipt.ReceiptSettings;
import trunkline.smpp.receipt.ReceiptSettings.IdSettings;
import trunkline.smpp.session.AddressRange;
import trunkline.smpp.session.BindRequest;
import trunkline.smpp.session.BindType;
import trunkline.smpp.session.Credentials;
import trunkline.smpp.session.Endpoint;
import trunkline.smpp.session.SmppVersion;
import trunkline.smpp.session.TlsSettings;
import trunkline.smpp.session.TlsSettings.Identity;
import trunkline.smpp.session.TlsSettings.Trust;

/** What the configuration and its profile say of one SMSC, as settings of {@code smpp-bind}. */
public final class SmscSettings {

    /** Silence after an enquire_link that ends the bind; with the usual 30 s before it, a dead link is found in 45 s. */
    private static final Duration ENQUIRE_LINK_RESPONSE = Duration.ofSeconds(10);

    private SmscSettings() {}

    /** As many binds as are configured, each with its own name; of SMPP 3.3, which has no transceiver, in pairs. */
    public static List<BindSettings> binds(SmscConfig config) {
        List<BindSettings> binds = new ArrayList<>();
        BindSettings settings = bind(config);
        for (int i = 1; i <= config.session().binds(); i++) {
            String name = config.session().binds() == 1 ? config.name() : config.name() + "/" + i;
            if (config.session().pairs()) {
                binds.add(of(settings, name + "/tx", BindType.TRANSMITTER));
                binds.add(of(settings, name + "/rx", BindType.RECEIVER));
            } else {
                binds.add(of(settings, name, BindType.TRANSCEIVER));
            }
        }
        return binds;
    }

    private static BindSettings of(BindSettings settings, String name, BindType type) {
        return settings.withName(name).withRequest(settings.request().withType(type));
    }

    private static BindSettings bind(SmscConfig config) {
        Deadlines deadlines = new Deadlines(
                Deadlines.DEFAULT.connect(),
                config.timers().sessionInit(),
                config.timers().response(),
                Deadlines.DEFAULT.stall(),
                Deadlines.DEFAULT.stop());
        Credentials credentials = new Credentials(
                config.login().systemId(),
                config.login().password(),
                config.login().systemType());
        SmscConfig.Session session = config.session();
        AddressRules.Type range = config.encoding().addresses().range();
        BindRequest request = new BindRequest(
                session.pairs() ? BindType.TRANSMITTER : BindType.TRANSCEIVER,
                version(session.version()),
                credentials,
                new AddressRange(range.typeOfNumber(), range.numberingPlan(), session.addressRange()));
        Endpoint endpoint = new Endpoint(config.host(), config.port(), session.localAddress(), tls(session.tls()));
        return BindSettings.of(config.name(), config.host(), config.port(), credentials)
                .withSmsc(endpoint)
                .withRequest(request)
                .withStatuses(statuses(config.profile()))
                .withLimits(BindLimits.DEFAULT.withWindow(config.limits().window()))
                .withTimings(new BindTimings(
                        deadlines, new KeepAlive(enquireLink(config), ENQUIRE_LINK_RESPONSE), Backoff.DEFAULT));
    }

    /** As set, but in half the time at the latest after which the SMSC would cut the link. */
    private static Duration enquireLink(SmscConfig config) {
        Duration set = config.timers().enquireLink();
        Duration half = config.timers().inactivity().dividedBy(2);
        return half.isZero() || set.compareTo(half) <= 0 ? set : half;
    }

    private static SmppVersion version(String text) {
        for (SmppVersion version : SmppVersion.values()) {
            if (version.toString().equals(text)) {
                return version;
            }
        }
        throw new IllegalArgumentException("SMPP has no version " + text);
    }

    private static @Nullable TlsSettings tls(@Nullable TlsConfig config) {
        if (config == null) {
            return null;
        }
        Identity identity = config.certificate() == null
                ? null
                : new Identity(config.certificate(), config.key(), config.keyPassword());
        return new TlsSettings(
                new Trust(config.trust(), config.trustPassword()),
                identity,
                config.checkName(),
                config.serverName(),
                config.least().equals("1.3") ? TlsSettings.Version.TLS_1_3 : TlsSettings.Version.TLS_1_2);
    }

    private static StatusRules statuses(SmscProfile profile) {
        Map<Integer, trunkline.smpp.bind.StatusClass> classes = new HashMap<>();
        profile.statuses().forEach((status, of) -> classes.put(status, statusClass(of.statusClass())));
        return StatusRules.DEFAULT.with(classes);
    }

    private static trunkline.smpp.bind.StatusClass statusClass(StatusClass of) {
        return switch (of) {
            case RETRY -> trunkline.smpp.bind.StatusClass.RETRY;
            case RETRY_LATER -> trunkline.smpp.bind.StatusClass.RETRY_LATER;
            case THROTTLE -> trunkline.smpp.bind.StatusClass.THROTTLE;
            case REJECT -> trunkline.smpp.bind.StatusClass.REFUSE;
            case FATAL_BIND -> trunkline.smpp.bind.StatusClass.FATAL_TO_BIND;
        };
    }

    static ReceiptSettings receipts(SmscProfile profile) {
        IdForm response = profile.ids().submitResponse();
        return new ReceiptSettings(
                profile.receipt().esmClassMask(),
                profile.receipt().sniffText(),
                profile.receipt().dateFormats().stream()
                        .map(ReceiptDate.Form::valueOf)
                        .toList(),
                states(profile),
                new IdSettings(
                        form(response, IdBase.OPAQUE),
                        form(profile.ids().receiptText(), response.base()),
                        form(profile.ids().receiptTlv(), response.base()),
                        false));
    }

    private static Map<String, MessageState> states(SmscProfile profile) {
        return profile.receipt().states().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        word -> MessageState.valueOf(word.getValue().name())));
    }

    /** Null, to be learnt, where the profile says so. */
    private static @Nullable MessageIdForm form(IdForm form, IdBase other) {
        if (form.base() == IdBase.LEARN) {
            return null;
        }
        Conversion conversion = form.base() == IdBase.HEX ? Conversion.HEX_TO_DECIMAL : Conversion.NONE;
        boolean strip = form.stripLeadingZeros() || (form.base() == IdBase.DECIMAL && other == IdBase.HEX);
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
