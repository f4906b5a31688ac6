package trunkline.smpp.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import trunkline.smpp.receipt.IdMatch.Agreement;
import trunkline.smpp.receipt.IdMatch.Candidate;
import trunkline.smpp.receipt.IdMatch.Choice;
import trunkline.smpp.receipt.IdMatch.Claim;
import trunkline.smpp.receipt.IdMatch.Evidence;
import trunkline.smpp.receipt.IdMatch.None;
import trunkline.smpp.receipt.IdMatch.Place;
import trunkline.smpp.receipt.IdMatch.Take;
import trunkline.smpp.receipt.IdMatch.Wait;
import trunkline.smpp.receipt.ReceiptSettings.IdSettings;

class IdLearningTest {

    private static final Evidence SAME_NUMBER = Evidence.ofDestination(Agreement.YES);
    private static final Evidence OTHER_NUMBER = Evidence.ofDestination(Agreement.NO);

    private final IdLearning learning = new IdLearning(IdSettings.LEARNT);

    @ParameterizedTest(name = "{0}: {1} in the response, {2} in the receipt")
    @CsvSource({
        "jsmpp's simulator, 649226fa, 1687299834",
        "jasmin 1123, 0416342074, 416342074",
        "jasmin 423, 416342074, 0000416342074",
        "jasmin 1129, 0000018D0E03A, 416342074",
        "jasmin 763, FA9542BE-3C16-44BB-9A8C-D277EA1851EF, fa9542be-3c16-44bb-9a8c-d277ea1851ef",
        "a UUID without its dashes, 0e999f21-3c16-44bb-9a8c-d277ea1851ef, 0e999f213c1644bb9a8cd277ea1851ef",
        "20 digits, 64567564356765435676, 64567564356765435676",
        "20 digits in hexadecimal, 3800E11B0592D471C, 64567564356765435676",
        "the other way about, 1687299834, 649226FA",
        "a decimal id padded, 1687299834, 00649226FA",
        "Clickatell, a29f6845555647139e5c8f3b817f2c9a, A29F6845555647139E5C8F3B817F2C9A",
        "OpenSMPP's simulator, Smsc2001, Smsc2001"
    })
    void findsTheResponseWhateverFormTheReceiptHas(String who, String response, String receipt) {
        assertThat(keys(text(receipt))).contains(IdLearning.key(response));
        assertThat(learning.choose(text(receipt), List.of(claim(1, response, Evidence.NONE)), true))
                .isEqualTo(new Take(claim(1, response, Evidence.NONE), true));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "59018505-8565-49ed-9feb-8b6d83080000, 1493271813, digits up to the dash are no number",
        "12345x, 74565, a letter behind the digits",
        "１２, 12, digits of another script"
    })
    void neverConvertsWhatIsNotWhollyDigits(String receipt, String response, String why) {
        assertThat(keys(text(receipt))).hasSize(1).doesNotContain(IdLearning.key(response));
    }

    @Test
    void neverConvertsMoreDigitsThanAMessageIdMayHave() {
        assertThat(keys(text("1".repeat(65)))).hasSize(3);
        assertThat(keys(text("1".repeat(66)))).hasSize(1);
        assertThat(IdLearning.key("9".repeat(70_000))).hasSize(128);
    }

    @Test
    void hasNoCandidateForAReceiptWithoutAnId() {
        assertThat(learning.candidates(new DeliveryReceipt.Ids(null, null, " ", -1)))
                .isEmpty();
        assertThat(learning.choose(new DeliveryReceipt.Ids(null, null, null, -1), List.of(), true))
                .isEqualTo(new None());
    }

    @Test
    void takesTheParameterBeforeTheText() {
        assertThat(keys(both("77", "88"))).startsWith("77", "88");
        var preferText = new IdLearning(new IdSettings(null, null, null, true));
        assertThat(preferText.candidates(both("77", "88")))
                .first()
                .isEqualTo(new Candidate("88", Place.TEXT, IdRelation.SAME));
    }

    @Test
    void learnsThatTheTextIsRightAndTheParameterIsNot() {
        for (int i = 0; i < 20; i++) {
            learn("m" + i, both("session", "m" + i), SAME_NUMBER);
        }
        assertThat(keys(both("session", "m21"))).startsWith("m21", "session");
    }

    @Test
    void tellsTwoReadingsOfASmallNumberApartByTheDestinationAtFirstAndByWhatItLearntLater() {
        Claim sixteenth = claim(16, "10", SAME_NUMBER);
        Claim twentySecond = claim(22, "16", OTHER_NUMBER);
        assertThat(learning.choose(text("16"), List.of(twentySecond, sixteenth), true))
                .isEqualTo(new Take(sixteenth, true));
        for (int number = 1; number < 60; number++) {
            learn(Integer.toHexString(number), text(Integer.toString(number)), Evidence.NONE);
        }
        assertThat(learning.choose(
                        text("16"), List.of(claim(22, "16", Evidence.NONE), claim(16, "10", Evidence.NONE)), true))
                .isEqualTo(new Take(claim(16, "10", Evidence.NONE), true));
    }

    @Test
    void waitsForABetterClaimWhileItMay() {
        List<Claim> other = List.of(claim(22, "16", OTHER_NUMBER));
        assertThat(learning.choose(text("16"), other, true)).isEqualTo(new Wait());
        assertThat(learning.choose(text("16"), other, false)).isEqualTo(new Take(other.get(0), false));
    }

    @Test
    void believesAnIdThatCanOnlyBeReadInOneWayEvenIfTheNumberIsWrong() {
        Claim wrongNumber = claim(1, "Smsc2001", OTHER_NUMBER);
        assertThat(learning.choose(text("Smsc2001"), List.of(wrongNumber), true))
                .isEqualTo(new Take(wrongNumber, true));
    }

    @Test
    void learnsThatTheNumbersInReceiptsAreWrong() {
        for (int i = 0; i < 4; i++) {
            learn("5000" + i, text("5000" + i), OTHER_NUMBER);
        }
        Claim next = claim(9, "50009", OTHER_NUMBER);
        assertThat(learning.choose(text("50009"), List.of(next), true)).isEqualTo(new Take(next, true));
    }

    @Test
    void aReferenceOfOursDecidesWhateverTheNumberSays() {
        var evidence = new Evidence(Agreement.NO, Agreement.YES);
        Claim ours = claim(1, "16", evidence);
        Claim notOurs = claim(2, "16", new Evidence(Agreement.YES, Agreement.NO));
        assertThat(learning.choose(text("16"), List.of(notOurs, ours), true)).isEqualTo(new Take(ours, true));
        assertThat(learning.choose(text("16"), List.of(notOurs), true)).isEqualTo(new Wait());
    }

    @Test
    void ofTwoWithTheSameKeyTakesTheOneThatIsTheSameToTheLetterThenTheNewest() {
        Claim upper = claim(2, "AB7", Evidence.NONE);
        Claim lower = claim(1, "ab7", Evidence.NONE);
        assertThat(learning.choose(text("ab7"), List.of(upper, lower), true)).isEqualTo(new Take(lower, true));
        assertThat(learning.choose(text("aB7"), List.of(upper, lower), true)).isEqualTo(new Take(upper, true));
    }

    @Test
    void wantsEvidenceForARelationThatNeverWasRight() {
        for (int i = 0; i < 100; i++) {
            learn("90000" + i, text("90000" + i), SAME_NUMBER);
        }
        Claim unlikely = claim(1, "649226fa", Evidence.NONE);
        assertThat(learning.choose(text("1687299834"), List.of(unlikely), true)).isEqualTo(new Wait());
        Claim supported = claim(1, "649226fa", SAME_NUMBER);
        assertThat(learning.choose(text("1687299834"), List.of(supported), true))
                .isEqualTo(new Take(supported, true));
    }

    @Test
    void keepsToTheSettingsWhereThereAreSome() {
        var hex = new IdLearning(IdSettings.HEX_RESPONSE);
        assertThat(hex.candidates(text("0016")))
                .containsExactly(new Candidate("10", Place.TEXT, IdRelation.HEX_TO_DECIMAL));
        var asIs = new IdLearning(IdSettings.AS_IS);
        assertThat(asIs.choose(text("0016"), List.of(claim(1, "16", SAME_NUMBER)), false))
                .isEqualTo(new None());
        assertThat(asIs.choose(text("0016"), List.of(claim(1, "0016", Evidence.NONE)), true))
                .isEqualTo(new Take(claim(1, "0016", Evidence.NONE), true));
    }

    @Test
    void knowsAfterARestartWhatItHadLearnt() {
        for (int i = 100; i < 200; i++) {
            learn(Integer.toHexString(i), text(Integer.toString(i)), SAME_NUMBER);
        }
        var restarted = new IdLearning(IdSettings.LEARNT);
        restarted.restore(learning.save());
        assertThat(restarted.candidates(text("300"))).isEqualTo(learning.candidates(text("300")));
        assertThat(restarted.candidates(text("300")).get(0).relation()).isEqualTo(IdRelation.HEX_TO_DECIMAL);
        restarted.restore("TLV.SAME=x/9 TEXT.SAME=9999999/1 rubbish TLV.NEVER=1/1");
        assertThat(restarted.candidates(text("300"))).isEqualTo(learning.candidates(text("300")));
    }

    @Test
    void tellsTheShareOfReceiptsThatWereMatched() {
        assertThat(learning.figures().matchRate()).isEqualTo(1);
        for (int i = 0; i < 3; i++) {
            learn("m" + i, text("m" + i), SAME_NUMBER);
        }
        learning.unmatched();
        assertThat(learning.figures()).isEqualTo(new IdLearning.Figures(3, 1));
        assertThat(learning.figures().matchRate()).isEqualTo(0.75);
    }

    /** How an SMSC writes the number of a message in its response and in its receipt. */
    record Smsc(String name, LongFunction<String> response, LongFunction<String> receipt) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Smsc> smscs() {
        LongFunction<String> decimal = Long::toString;
        LongFunction<String> hex = Long::toHexString;
        LongFunction<String> uuid = n -> new UUID(n * 31, n).toString();
        return List.of(
                new Smsc("the same", decimal, decimal),
                new Smsc("zeros in the response", padded("%012d"), decimal),
                new Smsc("zeros in the receipt", decimal, padded("%010d")),
                new Smsc("hexadecimal in the response", hex, decimal),
                new Smsc("padded hexadecimal in the response", padded("%010X"), padded("%010d")),
                new Smsc("hexadecimal in the receipt", decimal, padded("%08X")),
                new Smsc("hexadecimal in upper and lower case", padded("%X"), hex),
                new Smsc("UUIDs in lower and upper case", uuid, n -> uuid.apply(n)
                        .toUpperCase(Locale.ROOT)),
                new Smsc("20 digits", n -> big(n).toString(16), n -> big(n).toString()),
                new Smsc("2 in 100 hexadecimal", n -> n % 50 == 0 ? Long.toHexString(n) : Long.toString(n), decimal));
    }

    private static LongFunction<String> padded(String format) {
        return n -> String.format(Locale.ROOT, format, n);
    }

    private static BigInteger big(long n) {
        return new BigInteger("64567564356765435676").add(BigInteger.valueOf(n));
    }

    /** A small counter from 1 is the hardest there is: most of its numbers can be read in two ways. */
    @ParameterizedTest
    @MethodSource("smscs")
    void matchesEveryReceiptToItsOwnSubmitThoughATenthComeEarlyAndAllInDisorder(Smsc smsc) {
        for (long first : new long[] {1, 416_342_074}) {
            assertThat(new Correlation(smsc, first).run(1_200))
                    .as("from %d", first)
                    .isEqualTo(1_200);
        }
    }

    /** A gateway's side of the protocol, with its rows in maps. Numbers are called in turn, 50 of them. */
    private static final class Correlation {

        private record Row(long number, String responseId) {}

        private final Smsc smsc;
        private final long first;
        private final IdLearning learning = new IdLearning(IdSettings.LEARNT);
        private final Map<String, List<Row>> rows = new LinkedHashMap<>();
        private final List<Long> kept = new ArrayList<>();
        private final Random random = new Random(7);
        private int right;

        Correlation(Smsc smsc, long first) {
            this.smsc = smsc;
            this.first = first;
        }

        int run(int messages) {
            var due = new ArrayList<Long>();
            for (long number = first; number < first + messages; number++) {
                boolean early = random.nextInt(10) == 0;
                if (early) {
                    onReceipt(number, true);
                }
                String responseId = smsc.response.apply(number);
                rows.computeIfAbsent(IdLearning.key(responseId), key -> new ArrayList<>())
                        .add(0, new Row(number, responseId));
                onResponse(IdLearning.key(responseId));
                if (!early) {
                    due.add(number);
                }
                while (due.size() > 20) {
                    onReceipt(due.remove(random.nextInt(due.size())), true);
                }
            }
            Collections.shuffle(due, random);
            due.forEach(number -> onReceipt(number, true));
            List.copyOf(kept).forEach(number -> onReceipt(number, false));
            return right;
        }

        private void onResponse(String key) {
            for (long number : List.copyOf(kept)) {
                boolean concerned = learning.candidates(ids(number)).stream()
                        .anyMatch(candidate -> candidate.key().equals(key));
                if (concerned) {
                    onReceipt(number, true);
                }
            }
        }

        private DeliveryReceipt.Ids ids(long number) {
            return text(smsc.receipt.apply(number));
        }

        private void onReceipt(long number, boolean mayWait) {
            kept.remove(number);
            DeliveryReceipt.Ids ids = ids(number);
            List<Claim> claims = learning.candidates(ids).stream()
                    .flatMap(candidate -> rows.getOrDefault(candidate.key(), List.of()).stream())
                    .map(row -> new Claim(
                            row.number(),
                            row.responseId(),
                            Evidence.ofDestination(row.number() % 50 == number % 50 ? Agreement.YES : Agreement.NO)))
                    .toList();
            Choice choice = learning.choose(ids, claims, mayWait);
            if (choice instanceof Take take) {
                learning.confirmed(ids, take);
                right += take.claim().token() == number ? 1 : 0;
            } else {
                kept.add(number);
            }
        }
    }

    private void learn(String responseId, DeliveryReceipt.Ids ids, Evidence evidence) {
        learning.confirmed(ids, new Take(claim(0, responseId, evidence), true));
    }

    private List<String> keys(DeliveryReceipt.Ids ids) {
        return learning.candidates(ids).stream().map(Candidate::key).toList();
    }

    private static Claim claim(long token, String responseId, Evidence evidence) {
        return new Claim(token, responseId, evidence);
    }

    private static DeliveryReceipt.Ids text(String id) {
        return both(null, id);
    }

    private static DeliveryReceipt.Ids both(@Nullable String tlv, String text) {
        return new DeliveryReceipt.Ids(null, text, tlv, -1);
    }
}
