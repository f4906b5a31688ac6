package trunkline.gateway.doctor;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import trunkline.sip.locate.DomainNames;
import trunkline.sip.locate.Located;
import trunkline.sip.locate.Locator;
import trunkline.sip.locate.NameServersFailedException;
import trunkline.sip.locate.Target;
import trunkline.sip.stream.TlsVisit.Sight;
import trunkline.sip.trunk.Transport;
import trunkline.sip.trunk.TrunkSettings;

/** What name servers and certificates say of the way to a trunk. */
class WayThereTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    /** Some records; of all else there is none. */
    private record Names(Map<String, List<Srv>> services, Map<String, String> hosts, boolean fails)
            implements DomainNames {
        @Override
        public CompletionStage<List<Naptr>> naptr(String domain) {
            return fails
                    ? failedFuture(new NameServersFailedException("no name server answers for " + domain))
                    : completedFuture(List.of());
        }

        @Override
        public CompletionStage<List<Srv>> srv(String name) {
            return completedFuture(services.getOrDefault(name, List.of()));
        }

        @Override
        public CompletionStage<List<InetAddress>> addresses(String host) {
            String address = hosts.get(host);
            try {
                return completedFuture(address == null ? List.of() : List.of(InetAddress.getByName(address)));
            } catch (java.net.UnknownHostException e) {
                throw new AssertionError(e);
            }
        }
    }

    private static final Names CARRIER = new Names(
            Map.of(
                    "_sip._udp.sip.example",
                    List.of(
                            new DomainNames.Srv(20, 0, 5_060, "b.example"),
                            new DomainNames.Srv(10, 0, 5_070, "a.example"))),
            Map.of("a.example", "192.0.2.1", "b.example", "192.0.2.2"),
            false);

    private static Finding look(String proxy, Names names) throws InterruptedException {
        LookupNotes notes = new LookupNotes(names);
        Locator locator = new Locator(notes, address -> true, new Random(1));
        NameServerCheck check = new NameServerCheck(TrunkSettings.of("pbx", proxy, "gateway.example"), notes, locator);
        Located located = check.locate();
        return check.finding(located);
    }

    @Test
    void theRecordsAreToldAndTheOrderThatFollowsFromThem() throws InterruptedException {
        assertThat(look("sip.example", CARRIER))
                .isEqualTo(Finding.ok(
                        Step.NAME_SERVERS,
                        "NAPTR sip.example: none; SRV _sip._udp.sip.example: 20 0 b.example:5060, 10 0 a.example:5070;"
                                + " A/AAAA a.example: 192.0.2.1; A/AAAA b.example: 192.0.2.2; tried in this order:"
                                + " 192.0.2.1:5070;transport=udp, 192.0.2.2:5060;transport=udp"));
    }

    @Test
    void anAddressNeedsNoNameServer() throws InterruptedException {
        assertThat(look("192.0.2.1:5080", CARRIER).seen())
                .isEqualTo("`proxy` is an address, so no name server is asked;"
                        + " tried in this order: 192.0.2.1:5080;transport=udp");
    }

    @Test
    void aNameThatIsNotThereIsWrong() throws InterruptedException {
        Finding finding = look("nobody.example:5060", CARRIER);

        assertThat(finding.verdict()).isEqualTo(Verdict.WRONG);
        assertThat(finding.change()).startsWith("`proxy`");
    }

    @Test
    void nameServersThatFailAreNamedEvenWhereTheTrunkIsFound() throws InterruptedException {
        Finding finding = look("sip.example", new Names(CARRIER.services(), CARRIER.hosts(), true));

        assertThat(finding.verdict()).isEqualTo(Verdict.WARNING);
        assertThat(finding.seen()).startsWith("NAPTR sip.example: no name server answers for sip.example;");
    }

    private static Finding judge(Sight sight) throws Exception {
        Target target = new Target(
                Transport.TLS, new InetSocketAddress(InetAddress.getByName("192.0.2.1"), 5_061), "sip.example");
        return TransportCheck.judge(target, "sip.example", sight, NOW);
    }

    @ParameterizedTest
    @CsvSource({"true, 2026-06-01, OK", "true, 2026-01-15, WARNING", "false, 2026-06-01, WRONG"})
    void aCertificateIsJudgedByItsNameAndItsEnd(boolean named, String end, Verdict verdict) throws Exception {
        Finding finding = judge(new Sight.Shaken(
                "TLSv1.3",
                "TLS_AES_256_GCM_SHA384",
                List.of("other.example"),
                named,
                Instant.parse(end + "T00:00:00Z")));

        assertThat(finding.verdict()).isEqualTo(verdict);
        assertThat(finding.seen()).contains("TLSv1.3").contains("certificate for other.example, ends in ");
        assertThat(finding.change().contains("server-name: other.example")).isEqualTo(!named);
    }

    @ParameterizedTest
    @CsvSource({
        "unable to find valid certification path to requested target, trust: FILE",
        "Received fatal alert: handshake_failure, 'tls: {certificate, key}'"
    })
    void aHandshakeThatFailsNamesTheKeyToChange(String why, String change) throws Exception {
        assertThat(judge(new Sight.NoHandshake(why)).change()).contains(change);
        assertThat(judge(new Sight.NoConnection("Connection refused")).change()).startsWith("`proxy`");
    }
}
