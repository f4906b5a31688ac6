package trunkline.gateway.trunk;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.call.CallReport;
import trunkline.gateway.config.TrunkPlay;
import trunkline.gateway.message.MenuChoice;
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
 *
 *   from wherever it stands, a key of the menu:  its prompt  [silence: confirm-wait]
 * </pre>
 *
 * <p>Guarded by the lock of its call.
 */
final class Playback {

    private static final int KEYS_MAX = 32;
    /** Each is an event that is kept, and nothing but the call's length bounds how often somebody presses. */
    private static final int CHOICES_MAX = 30;
    /** How long it is heard who has spoken, once the prompt is through. */
    private static final Duration LISTEN = Duration.ofSeconds(2);
    /** How long the beep of a machine is waited for. */
    private static final Duration BEEP_WAIT = Duration.ofSeconds(20);
    /** A change takes effect a packet later, and the end of a piece is told some turns after it. */
    private static final int TURNS_MILLIS = 150;

    private final Prompt prompt;
    private final CallPrompts prompts;
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

    /** Keys of the menu that were pressed: a human, who hears what he has chosen. */
    private int choices;
    /** Of the prompt, where a choice has cut it short. */
    private long cutAtMillis;

    private boolean beeped;
    private boolean listened;
    private boolean waited;

    Playback(CallPrompts prompts, VoiceOptions asked, TrunkPlay usual, Silences silences) {
        this.prompts = prompts;
        this.prompt = prompts.main();
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
        if (asked.confirm() != null || !asked.menu().isEmpty()) {
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
        if (at == pieces.size() && usual.afterBeep() && !beeped && choices == 0) {
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
                yield usual.startAtVoice() && choices == 0 && at < firstPlay ? playFrom(firstPlay, stats) : null;
            }
            case LONG_VOICE -> {
                greeted = true;
                yield null;
            }
            case BEEP -> {
                boolean again = usual.afterBeep() && !beeped && !confirmed && choices == 0;
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

    /** What this key of the menu plays; null if that is nothing, or as many choices were made as are heeded. */
    @Nullable
    MenuChoice choice(char key) {
        if (confirmed || choices == CHOICES_MAX) {
            return null;
        }
        return asked.menu().stream()
                .filter(choice -> choice.key() == key)
                .findFirst()
                .orElse(null);
    }

    /** A choice of the menu was made: what is played now instead. */
    Prompt play(MenuChoice choice, RtpStats stats) {
        cutAtMillis = Math.max(cutAtMillis, playedOfPiece(stats));
        choices++;
        pieces.clear();
        pieces.add(Objects.requireNonNull(prompts.menu().get(choice)));
        addSilence(usual.confirmWait());
        at = 0;
        beforeMillis = stats.playedMillis();
        return pieces.get(at);
    }

    /** How far the prompt has come that plays now; 0 if that is another one, or a silence. */
    private long playedOfPiece(RtpStats stats) {
        boolean playing = at < pieces.size() && pieces.get(at) == prompt;
        return playing ? Math.min(prompt.duration().toMillis(), stats.playedMillis() - beforeMillis) : 0;
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
        long millis = plays > 0 ? ofMillis : Math.max(cutAtMillis, playedOfPiece(stats));
        return new CallReport.Played(
                millis, ofMillis, plays, stats.packets(), hungUpByCallee, AudioReports.of(target, stats));
    }
}
