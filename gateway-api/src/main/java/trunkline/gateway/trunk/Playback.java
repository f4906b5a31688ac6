package trunkline.gateway.trunk;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.call.CallReport;
import trunkline.gateway.config.TrunkPlay;
import trunkline.gateway.message.VoiceOptions;
import trunkline.media.prompt.Prompt;
import trunkline.media.rtp.RtpStats;
import trunkline.media.rtp.RtpTarget;

/**
 * What one call plays, piece by piece, and which keys are pressed meanwhile.
 *
 * <pre>
 *   [silence: start-after]  prompt  ([silence: pause]  prompt) ...  [silence: confirm-wait]
 * </pre>
 *
 * <p>Guarded by the lock of its call.
 */
final class Playback {

    private static final int KEYS_MAX = 32;

    private final Prompt prompt;
    private final List<Prompt> pieces = new ArrayList<>();
    private final @Nullable String confirm;
    private final StringBuilder keys = new StringBuilder();
    private int at;
    private int plays;
    /** Audio sent before the first play. */
    private long beforeMillis;

    private boolean confirmed;

    Playback(Prompt prompt, VoiceOptions asked, TrunkPlay usual, Silences silences) {
        this.prompt = prompt;
        this.confirm = asked.confirm();
        int count = asked.plays() == null ? usual.plays() : asked.plays();
        Duration pause = asked.pause() == null ? usual.pause() : asked.pause();
        addSilence(usual.startAfter(), silences);
        for (int play = 0; play < count; play++) {
            if (play > 0) {
                addSilence(pause, silences);
            }
            pieces.add(prompt);
        }
        if (confirm != null) {
            addSilence(usual.confirmWait(), silences);
        }
    }

    private void addSilence(Duration length, Silences silences) {
        if (!length.isZero()) {
            pieces.add(silences.of(length));
        }
    }

    Prompt first() {
        return pieces.get(0);
    }

    /** A piece was sent to its end: the next one, null if that was all. */
    @Nullable
    Prompt next(RtpStats stats) {
        if (pieces.get(at) == prompt) {
            plays++;
        } else if (plays == 0) {
            beforeMillis = stats.playedMillis();
        }
        at++;
        return at < pieces.size() ? pieces.get(at) : null;
    }

    /** A key was pressed; true if it is the one that was asked for, and had not been pressed before. */
    boolean press(char key) {
        if (keys.length() < KEYS_MAX) {
            keys.append(key);
        }
        if (confirmed || confirm == null || confirm.charAt(0) != key) {
            return false;
        }
        confirmed = true;
        return true;
    }

    boolean isConfirmed() {
        return confirmed;
    }

    String keys() {
        return keys.toString();
    }

    /** How far the play came that came furthest. */
    CallReport.Played played(RtpStats stats, boolean hungUpByCallee, RtpTarget target) {
        long ofMillis = prompt.duration().toMillis();
        boolean playing = at < pieces.size() && pieces.get(at) == prompt;
        long millis = plays > 0 ? ofMillis : playing ? Math.min(ofMillis, stats.playedMillis() - beforeMillis) : 0;
        return new CallReport.Played(
                millis, ofMillis, plays, stats.packets(), hungUpByCallee, AudioReports.of(target, stats));
    }
}
