package trunkline.gateway.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import trunkline.gateway.probe.IdFinding.Ids;
import trunkline.profile.SmscProfile.IdBase;
import trunkline.profile.SmscProfile.IdForm;

class IdFindingTest {

    private static final IdForm OPAQUE = new IdForm(IdBase.OPAQUE, false, false);

    @Test
    void whatIsTheSameIsComparedAsItIs() {
        IdFinding finding = of(ids("Smsc2001", "Smsc2001", null), ids("Smsc2002", "Smsc2002", null));

        assertThat(finding).isEqualTo(new IdFinding(OPAQUE, OPAQUE, null, true));
    }

    @Test
    void seesHexadecimalInTheResponseAndDecimalInTheReceipt() {
        IdFinding finding = of(ids("649226fa", "1687299834", null), ids("18d0e03a", "416342074", null));

        assertThat(finding.response()).isEqualTo(new IdForm(IdBase.HEX, false, false));
        assertThat(finding.text()).isEqualTo(new IdForm(IdBase.DECIMAL, false, false));
    }

    @Test
    void seesZerosInFrontOfTheTextAndAParameterInTheBaseOfTheResponse() {
        IdFinding finding = of(ids("18d0e03a", "0416342074", "18d0e03a"), ids("6aad5", "0000436949", "6aad5"));

        assertThat(finding.response()).isEqualTo(new IdForm(IdBase.HEX, false, false));
        assertThat(finding.text()).isEqualTo(new IdForm(IdBase.DECIMAL, true, false));
        assertThat(finding.tlv()).isEqualTo(new IdForm(IdBase.HEX, false, false));
    }

    @Test
    void seesDecimalInTheResponseAndHexadecimalInTheReceipt() {
        IdFinding finding = of(ids("416342074", "18D0E03A", null), ids("255", "FF", null));

        assertThat(finding.response().base()).isEqualTo(IdBase.DECIMAL);
        assertThat(finding.text()).isEqualTo(new IdForm(IdBase.HEX, false, false));
    }

    @Test
    void seesNumbersThatDifferByZerosOnly() {
        IdFinding finding = of(ids("000123", "123", null), ids("000124", "124", null));

        assertThat(finding.response()).isEqualTo(new IdForm(IdBase.DECIMAL, true, false));
        assertThat(finding.text()).isEqualTo(new IdForm(IdBase.DECIMAL, false, false));
    }

    @Test
    void seesTheCaseOfUuids() {
        String lower = "0e999f21-1f0a-4c3e-8f7d-0123456789ab";
        IdFinding finding = of(ids(lower.toUpperCase(Locale.ROOT), lower, null), ids("A-1", "a-1", null));

        assertThat(finding.response()).isEqualTo(new IdForm(IdBase.OPAQUE, false, true));
        assertThat(finding.text()).isEqualTo(new IdForm(IdBase.OPAQUE, false, true));
    }

    @Test
    void idsThatAreNotThereOrAllTheSameCannotBeUsed() {
        assertThat(of(ids("", "17", null)).usable()).isFalse();
        assertThat(of(ids("msg_id_not_implemented", null, null), ids("msg_id_not_implemented", null, null))
                        .usable())
                .isFalse();
    }

    @Test
    void aReceiptOfAnotherMessageFitsNothing() {
        IdFinding finding = of(ids("17", "4711", null), ids("18", "4712", null));

        assertThat(finding).isEqualTo(new IdFinding(OPAQUE, null, null, true));
    }

    @Test
    void withoutAReceiptNothingIsSaidOfIt() {
        assertThat(of(ids("17", null, null), ids("18", null, null))).isEqualTo(new IdFinding(OPAQUE, null, null, true));
    }

    private static Ids ids(String response, @Nullable String text, @Nullable String tlv) {
        return new Ids(response, text, tlv);
    }

    private static IdFinding of(Ids... pairs) {
        return IdFinding.of(List.of(pairs));
    }
}
