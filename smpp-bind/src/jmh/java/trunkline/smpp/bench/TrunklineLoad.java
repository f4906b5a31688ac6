package trunkline.smpp.bench;

import trunkline.smpp.address.Address;
import trunkline.smpp.bind.BindListener;
import trunkline.smpp.bind.BindSettings;
import trunkline.smpp.bind.Passage;
import trunkline.smpp.bind.SmscBind;
import trunkline.smpp.bind.SubmitOutcome;
import trunkline.smpp.segment.EncodingSettings;
import trunkline.smpp.segment.SegmentEncoder;
import trunkline.smpp.session.Credentials;
import trunkline.smpp.session.Delivery;
import trunkline.smpp.session.LinkLoss;
import trunkline.smpp.session.SmppLoops;
import trunkline.smpp.session.SubmitOptions;
import trunkline.smpp.session.SubmitRequest;
import trunkline.smpp.session.UserData;

/** Keeps the window of one of our binds full: each text encoded, each outcome seen, each permit given back. */
final class TrunklineLoad implements AutoCloseable, BindListener {

    private final Latencies latencies;
    private final int window;
    private final SmppLoops loops = new SmppLoops(1);
    private final SmscBind bind;
    private final SegmentEncoder encoder = new SegmentEncoder(EncodingSettings.BASIC);
    private final byte[] out = new byte[SegmentEncoder.MAX_OCTETS];
    private final Address source = Address.alphanumeric("bench");
    private long number;
    private int answered;

    TrunklineLoad(int port, int window, Latencies latencies) {
        this.latencies = latencies;
        this.window = window;
        loops.start();
        var settings = BindSettings.of("bench", "127.0.0.1", port, new Credentials("bench", "bench"));
        bind = new SmscBind(settings.withWindow(window), loops, this);
        bind.start();
    }

    @Override
    public void onBound() {
        submit(bind.takePermits(window));
    }

    @Override
    public void onOutcome(SubmitRequest request, SubmitOutcome outcome, Passage passage) {
        if (outcome instanceof SubmitOutcome.Accepted) {
            latencies.answered(request.token());
        }
        answered++;
    }

    @Override
    public void onBatchEnd() {
        bind.releasePermits(answered);
        answered = 0;
        submit(bind.takePermits(window));
    }

    private void submit(int permits) {
        for (int i = 0; i < permits; i++) {
            number++;
            encoder.encode("Benchmark message number " + number + " of the run, one segment.", 0, out);
            var userData = new UserData(
                    out, encoder.offset(0), encoder.length(0), encoder.coding().value(), false);
            var destination = Address.international(Long.toString(46_700_000_000L + number));
            bind.submit(new SubmitRequest(System.nanoTime(), source, destination, userData, SubmitOptions.NONE));
        }
    }

    @Override
    public void onLateOutcome(SubmitRequest request, SubmitOutcome outcome, Passage passage) {}

    @Override
    public void onDelivery(Delivery delivery) {
        delivery.answer(0);
    }

    @Override
    public void onLost(LinkLoss loss) {}

    @Override
    public void close() {
        bind.close();
        loops.close();
    }
}
