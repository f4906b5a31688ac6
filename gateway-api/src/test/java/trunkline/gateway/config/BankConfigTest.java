package trunkline.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import trunkline.gateway.bank.BankPlan;
import trunkline.gateway.bank.SimPlan;
import trunkline.profile.ProfileCatalog;

class BankConfigTest {

    @TempDir
    private Path directory;

    @Test
    void eachSimHasWhatTheBankSaysUnlessItSaysOtherwise() throws Exception {
        SmscConfig smsc = read(
                "2n-gateway",
                "per-day: 200, per-month: 3000, zone: Europe/Stockholm, sims: ["
                        + "{name: a, number: \"+46701000001\"},"
                        + "{name: b, number: \"1002\", rate: 30/m, per-day: 50, per-month: off}]");

        assertThat(smsc.bank())
                .isEqualTo(new BankPlan(
                        List.of(
                                new SimPlan("a", "+46701000001", 10 / 60.0, 200, 3000),
                                new SimPlan("b", "1002", 0.5, 50, 0)),
                        0.2,
                        ZoneId.of("Europe/Stockholm"),
                        new BankPlan.Resting(3, Duration.ofMinutes(10), 3),
                        true));
        assertThat(smsc.limits().perSecond()).isEqualTo(10 / 60.0 + 0.5);
    }

    @Test
    void anSmscWithoutOneIsNoBank() throws Exception {
        assertThat(parse("").config().smsc().get(0).bank()).isNull();
    }

    @Test
    void whatIsInForceIsShown() throws Exception {
        ConfigFile file = parse(", bank: {sims: [{name: a, number: \"+46701000001\", per-day: 5}]}");

        assertThat(file.settings())
                .contains(
                        new Setting("smsc[goip].bank.sims[a].per-day", "5", "test.yaml:1"),
                        new Setting("smsc[goip].bank.per-day", "off", "default"))
                .extracting(Setting::key)
                .contains("smsc[goip].bank.rate", "smsc[goip].bank.sims[a].rate");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            sims: []                                                              | 'smsc[goip].bank.sims' is '[]': must be a list of 1 to 512 SIMs, each with name and number
            sims: [{name: a}]                                                     | 'smsc[goip].bank.sims[a].number' is missing: must be the sender that picks the SIM: a number in E.164 form, a short code or a name
            sims: [{name: a, number: "+1"}]                                       | 'smsc[goip].bank.sims[a].number' is '+1': must be the sender that picks the SIM: a number in E.164 form, a short code or a name
            sims: [{name: a, number: "1001"}, {name: a, number: "1002"}]          | 'smsc[goip].bank.sims[a].name' is 'a': is taken by another SIM of this bank
            sims: [{name: a, number: "1001"}, {name: b, number: "1001"}]          | 'smsc[goip].bank.sims[b].number' is '1001': is that of another SIM of this bank
            sims: [{name: a, number: "1001"}], jitter: 91                         | 'smsc[goip].bank.jitter' is '91': must be 0 to 90
            sims: [{name: a, number: "1001", per-day: 0}]                         | 'smsc[goip].bank.sims[a].per-day' is '0': must be 1 to 1000000000 segments, or off
            sims: [{name: a, number: "1001", per-day: 9, per-month: 8}]           | 'smsc[goip].bank.sims[a].per-day' is '9': must not be above 'per-month', which is 8: it is 9
            sims: [{name: a, number: "1001"}], zone: Mars                         | 'smsc[goip].bank.zone' is 'Mars': must be a time zone such as Europe/Stockholm, or UTC
            sims: [{name: a, number: "1001", colour: red}]                        | 'smsc[goip].bank.sims[a].colour' is 'red': is not a key of this section; those are name, number, per-day, per-month, rate
            """)
    void whatIsWrongIsSaidWithKeyValueAndRule(String bank, String problem) {
        InvalidConfigException refused =
                catchThrowableOfType(InvalidConfigException.class, () -> read("dbl-goip-smpp", bank));

        assertThat(refused.problems()).anySatisfy(one -> assertThat(one).endsWith(problem));
    }

    private SmscConfig read(String profile, String bank) throws InvalidConfigException {
        return parse(", profile: " + profile + ", bank: {" + bank + "}")
                .config()
                .smsc()
                .get(0);
    }

    private ConfigFile parse(String rest) throws InvalidConfigException {
        return ConfigFile.parse(
                "test.yaml",
                "smsc: [{name: goip, host: 127.0.0.1, system-id: gw" + rest + "}]",
                directory,
                ProfileCatalog.shipped());
    }
}
