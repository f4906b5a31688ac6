package trunkline.sip.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeerNamesTest {

    private static final Authority AUTHORITY = new Authority();

    @ParameterizedTest
    @CsvSource({
        "trunk.example, trunk.example, true",
        "TRUNK.example, trunk.Example., true",
        "trunk.example, other.example, false",
        "trunk.example, sub.trunk.example, false",
        "*.trunk.example, acme.trunk.example, true",
        "*.trunk.example, a.b.trunk.example, false",
        "*.trunk.example, trunk.example, false",
        "*.example, trunk.example, false",
        "192.0.2.1, 192.0.2.1, true",
        "192.0.2.1, 192.0.2.2, false",
        "2001:db8:0:0:0:0:0:1, [2001:db8::1], true",
        "sip:trunk.example, trunk.example, true",
        "sip:other.example, trunk.example, false"
    })
    void comparesTheNameOfACertificateWithTheHostThatWasWanted(String name, String host, boolean allowed) {
        assertThat(PeerNames.allow(AUTHORITY.certificate(name), host)).isEqualTo(allowed);
    }

    @Test
    void countsNothingButSipUrisWhereThereAreAny() {
        var both = AUTHORITY.certificate("sip:one.example", "two.example");
        assertThat(PeerNames.allow(both, "one.example")).isTrue();
        assertThat(PeerNames.allow(both, "two.example")).isFalse();
        assertThat(PeerNames.of(both)).containsExactly("one.example");
    }

    @Test
    void takesTheCommonNameWhereThereIsNothingElse() {
        var old = AUTHORITY.certifyCommonName("trunk.example").getCertificate();
        assertThat(PeerNames.allow(old, "trunk.example")).isTrue();
        assertThat(PeerNames.allow(AUTHORITY.certificate("a.example"), "test"))
                .as("the common name beside others")
                .isFalse();
    }
}
