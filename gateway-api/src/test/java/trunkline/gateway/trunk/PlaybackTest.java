package trunkline.gateway.trunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import trunkline.gateway.call.CallReport;
import trunkline.gateway.config.TrunkPlay;
import trunkline.gateway.message.MenuChoice;
import trunkline.gateway.message.VoiceOptions;
import trunkline.media.codec.PayloadType;
import trunkline.media.hearing.HeardSound;
import trunkline.media.prompt.Prompt;
import trunkline.media.rtp.RtpStats;
import trunkline.media.rtp.RtpTarget;

class PlaybackTest {

    private static final Prompt PROMPT = Prompt.ofSamples(new short[3 * 8000]);
    private static final Prompt HOURS = Prompt.ofSamples(new short[8000]);
    private static final Duration TEN = Duration.ofSeconds(10);

    @Test
    void aVoiceBeginsThePromptBeforeItsTimeAndOnlyOnce() {
        Playback playback = playback(new TrunkPlay(TEN, true, false, 1, Duration.ZERO, Duration.ZERO));
        assertThat(playback.first().duration()).isEqualTo(TEN);

        assertThat(playback.heard(HeardSound.VOICE, after(2_000))).isSameAs(PROMPT);

        assertThat(playback.heard(HeardSound.VOICE, after(2_500))).isNull();
        assertThat(playback.isStale(after(2_100)))
                .as("the end of the silence, told late")
                .isTrue();
        assertThat(playback.isStale(after(5_000))).isFalse();
        assertThat(playback.next(after(5_000))).isNull();
    }

    @Test
    void withoutAVoiceItBeginsAtItsTime() {
        Playback playback = playback(new TrunkPlay(TEN, true, false, 1, Duration.ZERO, Duration.ZERO));

        assertThat(playback.next(after(10_000))).isSameAs(PROMPT);
        assertThat(playback.heard(HeardSound.VOICE, after(10_500))).isNull();
    }

    @Test
    void aVoiceChangesNothingWhereNobodyAskedForIt() {
        Playback playback = playback(new TrunkPlay(TEN, false, false, 1, Duration.ZERO, Duration.ZERO));

        assertThat(playback.heard(HeardSound.VOICE, after(2_000))).isNull();
        assertThat(playback.heard(HeardSound.BEEP, after(2_000))).isNull();
    }

    @Test
    void theBeepOfAMachineBeginsThePromptAgainOnce() {
        Playback playback = playback(new TrunkPlay(Duration.ZERO, false, true, 1, Duration.ZERO, Duration.ZERO));

        assertThat(playback.heard(HeardSound.BEEP, after(1_000))).isSameAs(PROMPT);
        assertThat(playback.heard(HeardSound.BEEP, after(2_000))).isNull();
        assertThat(playback.isStale(after(3_000))).isTrue();
        assertThat(playback.next(after(4_000))).isNull();
    }

    @Test
    void aGreetingThatGoesOnIsWaitedForUntilItsBeep() {
        Playback playback = playback(new TrunkPlay(Duration.ZERO, false, true, 1, Duration.ZERO, Duration.ZERO));
        playback.heard(HeardSound.VOICE, after(500));
        playback.heard(HeardSound.LONG_VOICE, after(2_900));

        Prompt silence = Objects.requireNonNull(playback.next(after(3_000)));
        assertThat(silence.duration()).isEqualTo(Duration.ofSeconds(20));

        assertThat(playback.heard(HeardSound.BEEP, after(9_000))).isSameAs(PROMPT);
        assertThat(playback.next(after(12_000))).as("it has been recorded").isNull();
    }

    @Test
    void whoSaidHelloIsListenedToForTwoSecondsAndWhoGoesOnForLonger() {
        Playback human = playback(new TrunkPlay(Duration.ZERO, false, true, 1, Duration.ZERO, Duration.ZERO));
        human.heard(HeardSound.VOICE, after(500));
        assertThat(Objects.requireNonNull(human.next(after(3_000))).duration()).isEqualTo(Duration.ofSeconds(2));
        assertThat(human.next(after(5_000))).isNull();

        Playback machine = playback(new TrunkPlay(Duration.ZERO, false, true, 1, Duration.ZERO, Duration.ZERO));
        machine.heard(HeardSound.VOICE, after(2_500));
        machine.next(after(3_000));
        machine.heard(HeardSound.LONG_VOICE, after(4_900));
        assertThat(Objects.requireNonNull(machine.next(after(5_000))).duration())
                .isEqualTo(Duration.ofSeconds(20));
        assertThat(machine.heard(HeardSound.BEEP, after(9_000))).isSameAs(PROMPT);
        assertThat(machine.next(after(12_000))).isNull();
    }

    @Test
    void nobodyListensWhereNobodySpoke() {
        Playback playback = playback(new TrunkPlay(Duration.ZERO, false, true, 1, Duration.ZERO, Duration.ZERO));

        assertThat(playback.next(after(3_000))).isNull();
    }

    @Test
    void anyKeyOfAMenuConfirmsAndTheFirstSaysWhich() {
        VoiceOptions menu = new VoiceOptions(null, null, "12", 0);
        Playback playback = new Playback(
                CallPrompts.of(PROMPT),
                menu,
                new TrunkPlay(Duration.ZERO, false, false, 1, Duration.ZERO, Duration.ZERO),
                new Silences());

        assertThat(playback.press('7')).isFalse();
        assertThat(playback.press('2')).isTrue();
        assertThat(playback.press('1')).as("it is confirmed already").isFalse();

        assertThat(playback.keys()).isEqualTo("721");
        assertThat(menu.confirmedBy(playback.keys())).isEqualTo("2");
        assertThat(VoiceOptions.areKeys("12#")).isTrue();
        assertThat(VoiceOptions.areKeys("11")).isFalse();
        assertThat(VoiceOptions.areKeys("1A")).isFalse();
        assertThat(VoiceOptions.areKeys("")).isFalse();
    }

    private static Playback playback(TrunkPlay play) {
        return new Playback(CallPrompts.of(PROMPT), VoiceOptions.NONE, play, new Silences());
    }

    @Test
    void aKeyOfTheMenuPlaysItsPromptInPlaceOfWhatPlaysAndThenOneMoreIsWaitedFor() {
        Playback playback = withMenu(new TrunkPlay(Duration.ZERO, true, true, 5, Duration.ZERO, TEN));
        assertThat(playback.press('2')).isFalse();
        MenuChoice choice = Objects.requireNonNull(playback.choice('2'));

        assertThat(playback.play(choice, after(2_000))).isSameAs(HOURS);
        assertThat(playback.isStale(after(2_100)))
                .as("the end of what played before")
                .isTrue();
        assertThat(playback.heard(HeardSound.VOICE, after(2_500))).isNull();
        assertThat(playback.heard(HeardSound.BEEP, after(2_600))).isNull();

        Prompt wait = Objects.requireNonNull(playback.next(after(3_000)));
        assertThat(wait.duration()).isEqualTo(TEN);
        assertThat(playback.next(after(13_000))).isNull();
        assertThat(played(playback, 13_000).millis())
                .as("of the prompt, until it was cut short")
                .isEqualTo(2_000);
        assertThat(played(playback, 13_000).plays()).isZero();
    }

    @Test
    void aKeyThatNamesTheMessagesOwnFilePlaysItAgain() {
        Playback playback = withMenu(new TrunkPlay(Duration.ZERO, false, false, 1, Duration.ZERO, TEN));

        assertThat(playback.play(Objects.requireNonNull(playback.choice('0')), after(2_000)))
                .isSameAs(PROMPT);
        playback.next(after(5_000));

        assertThat(played(playback, 5_000).plays()).isEqualTo(1);
        assertThat(played(playback, 5_000).millis()).isEqualTo(3_000);
    }

    @Test
    void noKeyOfTheMenuPlaysOnceItIsConfirmedOrAfterThirtyChoices() {
        Playback playback = withMenu(new TrunkPlay(Duration.ZERO, false, false, 1, Duration.ZERO, TEN));
        assertThat(playback.choice('7')).isNull();
        playback.press('1');
        assertThat(playback.choice('2')).isNull();

        Playback patient = withMenu(new TrunkPlay(Duration.ZERO, false, false, 1, Duration.ZERO, TEN));
        for (int i = 0; i < 30; i++) {
            patient.press('2');
            patient.play(Objects.requireNonNull(patient.choice('2')), after(i));
        }
        patient.press('2');
        assertThat(patient.choice('2')).isNull();
        assertThat(patient.press('1')).isTrue();
    }

    private static CallReport.Played played(Playback playback, long playedMillis) {
        RtpTarget target =
                RtpTarget.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 4000), PayloadType.PCMA, 20);
        return playback.played(after(playedMillis), false, target);
    }

    private static Playback withMenu(TrunkPlay play) {
        MenuChoice hours = new MenuChoice('2', "hours.mp3", "b");
        MenuChoice again = new MenuChoice('0', "hello.mp3", "a");
        return new Playback(
                new CallPrompts(PROMPT, Map.of(hours, HOURS, again, PROMPT)),
                new VoiceOptions(null, null, "1", 0, List.of(hours, again)),
                play,
                new Silences());
    }

    private static RtpStats after(long playedMillis) {
        return new RtpStats(0, 0, playedMillis, 0, 0, 0, 0, new RtpStats.Deviation(0, 0, 0), 0, 0, 0, 0, null);
    }
}
