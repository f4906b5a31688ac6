package trunkline.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import trunkline.gateway.config.Network;

class AddressRulesTest {

    private final AddressRules publicOnly = new AddressRules(List.of());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.0.0.0|an unspecified address",
                "10.1.2.3|a private address",
                "100.64.0.1|an address of a carrier's own network",
                "127.0.0.1|a loopback address",
                "127.255.255.254|a loopback address",
                "169.254.169.254|a link-local address",
                "172.16.0.1|a private address",
                "172.31.255.255|a private address",
                "192.168.0.1|a private address",
                "198.18.0.1|an address for benchmarks",
                "224.0.0.1|a multicast address",
                "255.255.255.255|a reserved address",
                "::1|an unspecified address",
                "::|an unspecified address",
                "fd00:ec2::254|a private address",
                "fe80::1|a link-local address",
                "ff02::1|a multicast address",
                "2001:db8::1|an address for examples",
                "2002:7f00:1::|a 6to4 address",
                "64:ff9b::169.254.169.254|a link-local address",
                "::127.0.0.1|a loopback address",
                "4000::1|a reserved address",
            })
    void whatIsNotPublicIsRefusedByItsName(String address, String what) {
        assertThat(publicOnly.brokenRule(Network.of(address).first())).isEqualTo(what);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"8.8.8.8", "172.15.255.255", "172.32.0.0", "192.0.3.1", "2606:4700::1111", "64:ff9b::8.8.8.8"})
    void publicAddressesMayBeSentTo(String address) {
        assertThat(publicOnly.brokenRule(Network.of(address).first())).isNull();
    }

    @Test
    void anAllowedNetworkIsAllowedInEverySpellingAndNothingBesideIt() {
        AddressRules rules = new AddressRules(List.of(Network.of("10.1.0.0/16")));

        assertThat(rules.brokenRule(Network.of("10.1.255.255").first())).isNull();
        assertThat(rules.brokenRule(Network.of("64:ff9b::10.1.2.3").first())).isNull();
        assertThat(rules.brokenRule(Network.of("10.2.0.0").first())).isEqualTo("a private address");
    }

    @Test
    void multicastIsNeverAllowed() {
        AddressRules rules = new AddressRules(List.of(Network.of("0.0.0.0/0"), Network.of("::/0")));

        assertThat(rules.brokenRule(Network.of("224.0.0.1").first())).isEqualTo("a multicast address");
        assertThat(rules.brokenRule(Network.of("ff02::1").first())).isEqualTo("a multicast address");
        assertThat(rules.brokenRule(Network.of("127.0.0.1").first())).isNull();
    }
}
