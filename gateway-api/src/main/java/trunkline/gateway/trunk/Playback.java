package trunkline.gateway.trunk;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.call.CallReport;
import trunkline.gateway.config.TrunkPlay;
import trunkline.gateway.message.VoiceOptions;
import trunkline.media.hearing.HeardSound;
import trunkline.media.prompt.Prompt;
import trunkline.media.rtp.RtpStats;
import trunkline.media.rtp.RtpTarget;

/**
 * What one call plays, piece by piece, and which keys are pressed meanwhile.
 *
 * <pre>
 *   [silence: start-after]  prompt  ([silence: pause]  prompt) ...  [silence: confirm-wait]  [silence: for the beep]
 *            |              ^
 *            +-- a voice ---+-- a machine's beep, from wherever it stands
 * </pre>
 *
 * <p>Guarded by the lock of its call.
 */
final class Playback {

    private static final int KEYS_MAX = 32;
    /** How long it is heard who has spoken, once the prompt is through. */
    private static final Duration LISTEN = Duration.ofSeconds(2);
    /** How long the beep of a machine is waited for. */
    private static final Duration BEEP_WAIT = Duration.ofSeconds(20);
    /** A change takes effect a packet later, and the end of a piece is told some turns after it. */
    private static final int TURNS_MILLIS = 150;

    private final Prompt prompt;
    private final List<Prompt> pieces = new ArrayList<>();
    private final VoiceOptions asked;
    private final TrunkPlay usual;
    private final Silences silences;
    private final int firstPlay;
    private final int plannedPieces;
    private final StringBuilder keys = new StringBuilder();
    private int at;
    private int plays;
    /** Audio sent before the piece that plays now. */
    private long beforeMillis;

    private boolean confirmed;
    private boolean spoke;
    /** Whether somebody has spoken for so long that it is a machine. */
    private boolean greeted;

    private boolean beeped;
    private boolean listened;
    private boolean waited;

    Playback(Prompt prompt, VoiceOptions asked, TrunkPlay usual, Silences silences) {
        this.prompt = prompt;
        this.asked = asked;
        this.usual = usual;
        this.silences = silences;
        int count = asked.plays() == null ? usual.plays() : asked.plays();
        Duration pause = asked.pause() == null ? usual.pause() : asked.pause();
        addSilence(usual.startAfter());
        this.firstPlay = pieces.size();
        for (int play = 0; play < count; play++) {
            if (play > 0) {
                addSilence(pause);
            }
            pieces.add(prompt);
        }
        if (asked.confirm() != null) {
            addSilence(usual.confirmWait());
        }
        this.plannedPieces = pieces.size();
    }

    private void addSilence(Duration length) {
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
        }
        at++;
        if (at == pieces.size() && usual.afterBeep() && !beeped) {
            waitForBeep();
        }
        beforeMillis = stats.playedMillis();
        return at < pieces.size() ? pieces.get(at) : null;
    }

    /** Where somebody has spoken: first a little, to hear whether that is a machine, then for as long as its greeting may take. */
    private void waitForBeep() {
        if (greeted && !waited) {
            waited = true;
            addSilence(BEEP_WAIT);
        } else if (spoke && !listened) {
            listened = true;
            addSilence(LISTEN);
        }
    }

    /** Whether the end of a piece is told that another has replaced meanwhile. */
    boolean isStale(RtpStats stats) {
        return at < pieces.size()
                && stats.playedMillis() - beforeMillis
                        < pieces.get(at).duration().toMillis() - TURNS_MILLIS;
    }

    /** Somebody speaks, or a machine has beeped: what is played now instead, null if that changes nothing. */
    @Nullable
    Prompt heard(HeardSound sound, RtpStats stats) {
        return switch (sound) {
            case VOICE -> {
                spoke = true;
                yield usual.startAtVoice() && at < firstPlay ? playFrom(firstPlay, stats) : null;
            }
            case LONG_VOICE -> {
                greeted = true;
                yield null;
            }
            case BEEP -> {
                boolean again = usual.afterBeep() && !beeped && !confirmed;
                beeped = beeped || again;
                yield again ? playAgain(stats) : null;
            }
        };
    }

    private Prompt playAgain(RtpStats stats) {
        pieces.subList(plannedPieces, pieces.size()).clear();
        return playFrom(firstPlay, stats);
    }

    private Prompt playFrom(int piece, RtpStats stats) {
        at = piece;
        plays = 0;
        beforeMillis = stats.playedMillis();
        return pieces.get(piece);
    }

    /** A key was pressed; true if it is one that was asked for, and none of those had been pressed before. */
    boolean press(char key) {
        if (keys.length() < KEYS_MAX) {
            keys.append(key);
        }
        boolean confirms =
                !confirmed && !asked.confirmedBy(Character.toString(key)).isEmpty();
        confirmed = confirmed || confirms;
        return confirms;
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
