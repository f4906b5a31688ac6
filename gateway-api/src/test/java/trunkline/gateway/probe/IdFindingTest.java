package trunkline.gateway.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import trunkline.gateway.probe.IdFinding.Relation;

class IdFindingTest {

    @Test
    void hexadecimalResponsesAndDecimalReceiptsAreToldApartFromTheSame() {
        // 16 to 18: "10" stands on both sides, and means two messages
        IdFinding finding = IdFinding.of(Set.of("a", "10", "11", "12"), Set.of("10", "16", "17", "18"));

        assertThat(finding).isEqualTo(new IdFinding(Relation.HEX_THEN_DECIMAL, 4, true));
        assertThat(finding.base("hex")).isEqualTo("decimal");
    }

    @Test
    void decimalResponsesAndHexadecimalReceiptsAreFoundTheOtherWayRound() {
        assertThat(IdFinding.of(Set.of("10", "16", "4711"), Set.of("a", "10", "1267")))
                .isEqualTo(new IdFinding(Relation.DECIMAL_THEN_HEX, 3, true));
    }

    @Test
    void idsThatReadTheSameInBothBasesAreNotCertain() {
        assertThat(IdFinding.of(Set.of("7", "8", "9"), Set.of("7", "8", "9")).certain())
                .isFalse();
    }

    @Test
    void oneIdBeyondTheDigitsMakesThemCertain() {
        assertThat(IdFinding.of(Set.of("8", "9", "10"), Set.of("8", "9", "10")))
                .isEqualTo(new IdFinding(Relation.SAME, 3, true));
    }

    @Test
    void caseAndZerosInFrontAreSeen() {
        assertThat(IdFinding.of(Set.of("3C16-A"), Set.of("3c16-a")).relation()).isEqualTo(Relation.SAME_BUT_CASE);
        IdFinding padded = IdFinding.of(Set.of("0000004711"), Set.of("4711"));
        assertThat(padded.relation()).isEqualTo(Relation.SAME_BUT_ZEROS);
        assertThat(IdFinding.hasZeros(padded, Set.of("0000004711").stream())).isTrue();
    }

    @Test
    void strangersAreNotMatched() {
        IdFinding finding = IdFinding.of(Set.of("abc-1"), Set.of("xyz-9"));

        assertThat(finding.matched()).isZero();
        assertThat(finding.certain()).isFalse();
    }

    @Test
    void theBaseOfResponsesFollowsFromTheirReceipts() {
        IdFinding same = new IdFinding(Relation.SAME, 1, true);
        IdFinding hex = new IdFinding(Relation.HEX_THEN_DECIMAL, 1, true);

        assertThat(IdFinding.baseOfResponses(Set.of("10"), List.of(same))).isEqualTo("decimal");
        assertThat(IdFinding.baseOfResponses(Set.of("10"), List.of(same, hex))).isEqualTo("hex");
        assertThat(IdFinding.baseOfResponses(Set.of("1f"), List.of(same))).isEqualTo("hex");
        assertThat(IdFinding.baseOfResponses(Set.of("3c16-1"), List.of(same))).isEqualTo("opaque");
    }
}
