package trunkline.gateway.smsc;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.config.EncodingConfig;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.message.SmsOptions;
import trunkline.gateway.store.UnfinishedSms;
import trunkline.smpp.segment.ApplicationPorts;
import trunkline.smpp.segment.EncodingSettings;
import trunkline.smpp.segment.LongMessages;
import trunkline.smpp.segment.SegmentEncoder;

/** Turns messages into what one SMSC is sent. Confined to the thread of its link; holds about 200 KiB. */
final class SmsEncoder {

    private final EncodingConfig config;
    private final LongSupplier nowMicros;
    private final SegmentEncoder current;
    private final byte[] scratch = new byte[SegmentEncoder.MAX_OCTETS];

    /** @param nowMicros the time, microseconds since 1970 in UTC */
    SmsEncoder(EncodingConfig config, LongSupplier nowMicros) {
        this.config = config;
        this.nowMicros = nowMicros;
        this.current = new SegmentEncoder(config.settings());
    }

    /** A message that was never tried, by the settings of now; null if it takes too many segments by them. */
    @Nullable
    EncodedSms encode(OutboundMessage message) {
        return encode(message, config.settings(), current);
    }

    /** A message that was claimed before, cut as it was cut then; null if it cannot be cut so any more. */
    @Nullable
    EncodedSms encodeAgain(UnfinishedSms sms) {
        if (sms.isCutAnew()) {
            return encode(sms.message());
        }
        EncodedSms again = sms.form() == null ? inBasicForm(sms.message()) : inForm(sms.message(), sms.form());
        boolean fits = again != null
                && (sms.segments().isEmpty()
                        || again.segments() == sms.segments().size());
        return fits ? again : null;
    }

    private @Nullable EncodedSms inForm(OutboundMessage message, String form) {
        EncodingSettings then = EncodingForm.read(form);
        return then == null ? null : encode(message, then, encoder(then));
    }

    /** Several segments were cut by the basic settings then; a single one by whatever they were, and those of now will do. */
    private @Nullable EncodedSms inBasicForm(OutboundMessage message) {
        EncodedSms basic = encode(message, EncodingSettings.BASIC, encoder(EncodingSettings.BASIC));
        if (basic != null && basic.segments() > 1) {
            return basic;
        }
        EncodedSms now = encode(message);
        return now != null && now.segments() == 1 ? now : basic;
    }

    private SegmentEncoder encoder(EncodingSettings settings) {
        return settings.equals(config.settings()) ? current : new SegmentEncoder(settings);
    }

    private @Nullable EncodedSms encode(OutboundMessage message, EncodingSettings settings, SegmentEncoder encoder) {
        Content.Sms sms = (Content.Sms) message.request().content();
        ApplicationPorts ports = ports(sms.options());
        SegmentEncoder.Result result = sms instanceof Content.Binary binary
                ? encoder.encodeOctets(octets(binary), ports, message.reference(), scratch)
                : encoder.encode(text(sms), ports, message.reference(), scratch);
        if (result != SegmentEncoder.Result.ENCODED) {
            return null;
        }
        int last = encoder.pieces() - 1;
        byte[] octets = Arrays.copyOf(scratch, encoder.offset(last) + encoder.length(last));
        boolean plain = encoder.segments() == 1 && encoder.locking() == null && encoder.single() == null;
        EncodedSms.Common common = new EncodedSms.Common(
                sms.options().flash()
                        ? config.flash().dataCoding(encoder.coding())
                        : encoder.coding().value(),
                settings.longMessages() == LongMessages.PAYLOAD,
                SmsSubmitOptions.of(message, config.times(), nowMicros),
                config.addresses());
        return new EncodedSms(message, encoder, octets, plain ? null : EncodingForm.write(settings), common);
    }

    /** Of one whose text was dropped nothing is sent any more: what remains is asked for its addresses alone. */
    private static String text(Content.Sms sms) {
        return sms instanceof Content.Text text ? text.text() : "";
    }

    static ApplicationPorts ports(SmsOptions options) {
        SmsOptions.Ports ports = options.ports();
        return ports == null ? ApplicationPorts.NONE : new ApplicationPorts(ports.destination(), ports.source());
    }

    private static byte[] octets(Content.Binary binary) {
        return HexFormat.of().parseHex(binary.hex());
    }
}
