package trunkline.gateway.smsc;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trunkline.gateway.config.ConfigFile;
import trunkline.gateway.dispatch.Clocks;
import trunkline.gateway.dispatch.InboundListener;
import trunkline.gateway.dispatch.SegmentKey;
import trunkline.gateway.dispatch.SmsLinkListener;
import trunkline.gateway.dispatch.SmsResult;
import trunkline.gateway.inbound.InboundReading;
import trunkline.gateway.profile.Proves;
import trunkline.gateway.simulator.SmscGuise;
import trunkline.gateway.store.ReceiptReading;
import trunkline.profile.ProfileCatalog;
import trunkline.profile.SmscProfile;
import trunkline.smpp.address.Address;
import trunkline.smpp.receipt.DeliveryReceipt;
import trunkline.smpp.receipt.DeliveryReceiptParser;
import trunkline.smpp.session.Delivery;
import trunkline.smpp.session.SmppLoops;
import trunkline.smpp.simulator.PhoneMessage;
import trunkline.smpp.simulator.SimulatorListener;
import trunkline.smpp.simulator.SimulatorSettings;
import trunkline.smpp.simulator.SmscSimulator;

/** What an SMSC needs of receipts that shows only close by: both sides of it. */
class ReceiptQuirksIT {

    @TempDir
    private Path directory;

    @Test
    @Proves("/smpp/receipt/date_formats")
    void aDateThatCanBeReadInTwoWaysIsReadAsTheProfileSays() throws Exception {
        SmscProfile device = profile("receipt: {date_formats: [YYYYMMDDhhmm]}");

        assertThat(doneDate(device)).isEqualTo(LocalDateTime.of(2001, 1, 1, 0, 30));
        assertThat(doneDate(ProfileCatalog.shipped().smsc("smpp-34-base")))
                .isEqualTo(LocalDateTime.of(2020, 1, 1, 1, 0, 30));
    }

    private static @Nullable LocalDateTime doneDate(SmscProfile profile) {
        byte[] text =
                "id:1 sub:001 dlvrd:001 submit date:200101010030 done date:200101010030 stat:DELIVRD err:000 text:"
                        .getBytes(StandardCharsets.US_ASCII);
        // deliver_sm: no addresses, esm_class 4, all else 0
        byte[] body = ByteBuffer.allocate(17 + text.length)
                .put(7, (byte) 4)
                .put(16, (byte) text.length)
                .position(17)
                .put(text)
                .array();
        byte[] pdu = ByteBuffer.allocate(16 + body.length)
                .putInt(16 + body.length)
                .putInt(5)
                .putInt(0)
                .putInt(1)
                .put(body)
                .array();
        DeliveryReceipt receipt = new DeliveryReceiptParser(SmscSettings.receipts(profile))
                .parse(Delivery.decode(pdu))
                .orElseThrow();
        return receipt.doneDate() == null
                ? LocalDateTime.MIN
                : receipt.doneDate().local();
    }

    @Test
    @Proves("/smpp/deliver_resp/again")
    void aDeliveryThatCouldNotBeKeptComesAgainIfTheSmscIsToldSoInItsWay() throws Exception {
        SmscProfile device = profile("receipt: {sniff_text: true}, deliver_resp: {again: 0xfe}");

        assertThat(timesOffered(device, "")).isEqualTo(2);
        assertThat(timesOffered(device, ", overrides: {smpp: {deliver_resp: {again: 0x64}}}"))
                .isEqualTo(1);
    }

    /** How often a receipt comes that is refused the first time. */
    private int timesOffered(SmscProfile device, String overrides) throws Exception {
        FullAtFirst listener = new FullAtFirst();
        try (SmppLoops loops = new SmppLoops(1);
                SmscSimulator smsc = new SmscSimulator(
                        SimulatorSettings.LOOPBACK, SmscGuise.behaviour(device), SimulatorListener.NONE)) {
            loops.start();
            smsc.start();
            ConfigFile config = ConfigFile.parse(
                    "test.yaml",
                    "smsc: [{name: a, profile: device, host: 127.0.0.1, port: %d, system-id: gw%s}]"
                            .formatted(smsc.port(), overrides),
                    directory,
                    ProfileCatalog.shipped());
            Clocks clocks = new Clocks(InstantSource.system(), System::nanoTime);
            try (SmscLink link = new SmscLink(
                    config.config().smsc().get(0),
                    loops,
                    clocks,
                    (nanos, executor, task) -> executor.execute(task),
                    null)) {
                link.start(listener, listener);
                await().atMost(20, SECONDS).until(() -> link.whyDown() == null);
                smsc.send(
                        "gw",
                        new PhoneMessage(
                                Address.international("+46736265449"),
                                Address.international("+46736265400"),
                                "id:1 sub:001 dlvrd:001 stat:DELIVRD err:000 text:",
                                PhoneMessage.Form.UDH_8_BIT),
                        false);
                await().atMost(20, SECONDS).until(() -> smsc.waiting() == 0);
                return listener.receipts.size();
            }
        }
    }

    /** Cannot keep the first receipt. */
    private static final class FullAtFirst implements SmsLinkListener, InboundListener {

        private final List<ReceiptReading> receipts = new CopyOnWriteArrayList<>();

        @Override
        public void onUp() {}

        @Override
        public void onTurn() {}

        @Override
        public void onResult(SegmentKey segment, SmsResult result) {}

        @Override
        public void onLateResult(SegmentKey segment, SmsResult result) {}

        @Override
        public void onReceipt(ReceiptReading receipt, Acknowledgement acknowledgement) {
            receipts.add(receipt);
            if (receipts.size() == 1) {
                acknowledgement.notKept();
            } else {
                acknowledgement.kept();
            }
        }

        @Override
        public void onInbound(InboundReading reading, Acknowledgement acknowledgement) {
            throw new AssertionError("a receipt was taken for a message");
        }

        @Override
        public void onBatchEnd() {}
    }

    private SmscProfile profile(String smpp) throws Exception {
        Path profiles = Files.createDirectories(directory.resolve("profiles.d"));
        Files.writeString(
                profiles.resolve("device.yaml"),
                "schema: 1\nkind: smsc\nid: device\ntitle: A quirk\nextends: smpp-34-base\nverified: unverified\nsmpp: {%s}\n"
                        .formatted(smpp));
        return ProfileCatalog.shipped().withSite(profiles).smsc("device");
    }
}
