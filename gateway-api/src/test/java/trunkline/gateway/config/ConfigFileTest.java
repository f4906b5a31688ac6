package trunkline.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import trunkline.gateway.message.Transliterate;
import trunkline.gateway.message.Transliteration;
import trunkline.gateway.route.Selection;
import trunkline.profile.EffectiveProfile;
import trunkline.profile.ProfileCatalog;
import trunkline.smpp.segment.DefaultAlphabet;
import trunkline.smpp.segment.EncodingSettings;
import trunkline.smpp.segment.FlashForm;
import trunkline.smpp.segment.LongMessages;
import trunkline.smpp.segment.NationalLanguage;

class ConfigFileTest {

    @TempDir
    private Path directory;

    @Test
    void readsTheExampleOfTheDesign() throws Exception {
        Files.writeString(directory.resolve("a"), "s3cret\n");
        GatewayConfig config = parse(
                        """
                        http:   {listen: "127.0.0.1:0", public-url: "https://sms.example"}
                        smsc:
                          - {name: carrier-a, profile: smpp-34-base, host: 127.0.0.1, port: 2775, system-id: gw, password-file: a, window: 20, rate: 0.2/s}
                        trunks:
                          - {name: pbx, profile: sip-base, proxy: "127.0.0.1:5062;transport=tcp", from-domain: gw.local, username: alice, password: secret, channels: 30, call-rate: 12/m}
                        routes:
                          - {to: "+46", sms: [carrier-a], voice: [pbx]}
                        """)
                .config();

        SmscConfig smsc = config.smsc().get(0);
        assertThat(smsc.login().password()).isEqualTo("s3cret");
        assertThat(smsc.limits()).isEqualTo(new SmscConfig.Limits(20, 0.2, 0));
        assertThat(smsc.timers().enquireLink()).isEqualTo(Duration.ofSeconds(30));
        TrunkConfig trunk = config.trunks().get(0);
        assertThat(trunk.proxy()).isEqualTo(new TrunkConfig.Proxy("127.0.0.1", 5_062, "tcp"));
        assertThat(trunk.limits()).isEqualTo(new TrunkConfig.Limits(30, 0.2));
    }

    @Test
    void readsHowAnSmscWantsItsMessages() throws Exception {
        ConfigFile file = parse(
                """
                sms: {transliterate: smart, accounts: [{name: shop, transliterate: letters}, {name: bank}]}
                smsc:
                  - {name: a, host: h, system-id: gw, alphabet: gsm7-packed, long-messages: server-splits,
                     languages: [tr, es], flash: message-class, times: relative}
                  - {name: b, host: h, system-id: gw, languages: [all]}
                  - {name: c, host: h, system-id: gw}
                """);

        Transliteration transliteration = file.config().sms().transliterate();
        assertThat(transliteration.of("shop")).isEqualTo(Transliterate.LETTERS);
        assertThat(transliteration.of("bank")).isEqualTo(Transliterate.SMART);
        assertThat(transliteration.of("another")).isEqualTo(Transliterate.SMART);
        assertThat(file.config().smsc().get(0).encoding())
                .isEqualTo(new EncodingConfig(
                        new EncodingSettings(
                                DefaultAlphabet.GSM7_PACKED,
                                LongMessages.SERVER_SPLITS,
                                Set.of(NationalLanguage.TURKISH, NationalLanguage.SPANISH)),
                        FlashForm.MESSAGE_CLASS,
                        EncodingConfig.Times.RELATIVE,
                        AddressRules.USUAL));
        assertThat(file.config().smsc().get(1).encoding().settings().languages())
                .containsExactlyInAnyOrder(NationalLanguage.values());
        assertThat(file.config().smsc().get(2).encoding())
                .isEqualTo(new EncodingConfig(
                        EncodingSettings.BASIC, FlashForm.GENERAL, EncodingConfig.Times.ABSOLUTE, AddressRules.USUAL));
        assertThat(file.settings())
                .contains(new Setting("smsc[a].alphabet", "gsm7-packed", "file:3"))
                .contains(new Setting("smsc[c].long-messages", "udh8", "profile smpp-34-base"));
    }

    @Test
    void showsNoSecret() throws Exception {
        ConfigFile file = parse(
                """
                smsc: [{name: a, host: h, system-id: gw, password: s3cret}]
                trunks: [{name: b, proxy: h, username: alice, password: s3cret}]
                """);

        assertThat(file.settings().toString()).doesNotContain("s3cret");
        assertThat(file.config().toString()).doesNotContain("s3cret");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "http: {listen: 8080}|file:1: 'http.listen' is '8080': must be HOST:PORT",
                "http: {listen: `a:70000`}|file:1: 'http.listen' is 'a:70000': must be HOST:PORT",
                "http: {public-url: ftp://x}|file:1: 'http.public-url' is 'ftp://x': must begin with http:// or https:// and not end with /",
                "http: {rate-limit: 0.5/s}|file:1: 'http.rate-limit' is '0.5/s': must be whole requests a second, minute or hour, such as 5000/s",
                "http: [1]|file:1: 'http' is '[1]': must be a mapping of keys to values",
                "htp: {}|file:1: 'htp' is '{...}': is not a key of this section; those are dialects, hours, http, inbound, keywords, limits, links, numbers, profiles, routes, sms, smsc, store, trunks, voice, webhooks",
                "sms: {max-segments: 0}|file:1: 'sms.max-segments' is '0': must be 1 to 255",
                "sms: {max-segments: 256}|file:1: 'sms.max-segments' is '256': must be 1 to 255",
                "sms: {max-segments: ten}|file:1: 'sms.max-segments' is 'ten': must be 1 to 255",
                "sms: {validity: 3}|file:1: 'sms.validity' is '3': must be a duration above 0 such as 500ms, 30s, 5m, 72h",
                "sms: {validity: 0s}|file:1: 'sms.validity' is '0s': must be a duration above 0 such as 500ms, 30s, 5m, 72h",
                "sms: {transliterate: true}|file:1: 'sms.transliterate' is 'true': must be one of none, smart, letters",
                "smsc: [{name: a, host: h, system-id: b, alphabet: gsm}]|file:1: 'smsc[a].alphabet' is 'gsm': must be one of gsm7-unpacked, gsm7-packed, latin1, ia5",
                "smsc: [{name: a, host: h, system-id: b, long-messages: cut}]|file:1: 'smsc[a].long-messages' is 'cut': must be one of udh8, udh16, sar, payload, server-splits",
                "smsc: [{name: a, host: h, system-id: b, version: '3.3', bind-mode: transmitter-receiver, long-messages: sar}]|file:1: 'smsc[a].long-messages' is 'sar': must be udh8 or udh16 with version 3.3, which has no optional parameters",
                "smsc: [{name: a, host: h, system-id: b, languages: tr}]|file:1: 'smsc[a].languages' is 'tr': must be a list",
                "smsc: [{name: a, host: h, system-id: b, languages: [tr, xx]}]|file:1: 'smsc[a].languages' is '[tr, xx]': must name languages that have tables in 3GPP TS 23.038: tr, es, pt, bn, gu, hi, kn, ml, or, pa, ta, te, ur, or all",
                "smsc: [{name: a, host: h, system-id: b, alphabet: latin1, languages: [tr]}]|file:1: 'smsc[a].languages' is '[tr]': must be empty with an alphabet other than gsm7-unpacked and gsm7-packed",
                "smsc: [{name: a, host: h, system-id: b, flash: f0}]|file:1: 'smsc[a].flash' is 'f0': must be one of general, message-class",
                "smsc: [{name: a, host: h, system-id: b, times: local}]|file:1: 'smsc[a].times' is 'local': must be one of absolute, relative",
                "voice: {file-max-size: 20}|file:1: 'voice.file-max-size' is '20': must be a size such as 500KB, 20MB",
                "voice: {rtp-ports: 5-4}|file:1: 'voice.rtp-ports' is '5-4': must be FIRST-LAST, 1 to 65535",
                "links: {base: sms.example/}|file:1: 'links.base' is 'sms.example/': must begin with http:// or https://, end with /, and have at most 100 characters",
                "webhooks: {allow-networks: [10.0.0.1/8]}|file:1: 'webhooks.allow-networks' is '[10.0.0.1/8]': must be networks such as 10.0.0.0/8, fd00::/8, or single addresses",
                "limits: {sms-to: [+46*, 46701234567]}|file:1: 'limits.sms-to' is '[+46*, 46701234567]': must be numbers such as +46701234567; with * at the end, such as +4670*, all that begin so; or none",
                "limits: {voice-to: [+4670*1]}|file:1: 'limits.voice-to' is '[+4670*1]': must be numbers such as +46701234567; with * at the end, such as +4670*, all that begin so; or none",
                "limits: {clients: [10.0.0.1/8]}|file:1: 'limits.clients' is '[10.0.0.1/8]': must be networks such as 10.0.0.0/8, fd00::/8, or single addresses",
                "webhooks: {keep-events: 1h}|file:1: 'webhooks.keep-events' is '1h': must be at least give-up: what is retried is read again from what is kept",
                "{voice: {rtp-sharing: true}, trunks: [{name: a, proxy: h, symmetric-rtp: true}]}|file:1: 'trunks[a].symmetric-rtp' is 'true': must be false with voice.rtp-sharing",
                "store: {keep-messages: 12h}|file:1: 'store.keep-messages' is '12h': must be at least 1d",
                "store: {keep-messages: 2d}|file:1: 'store.keep-messages' is '2d': must be at least as long as webhooks.keep-events, 168h",
                "store: {keep-inbound: never}|file:1: 'store.keep-inbound' is 'never': must be a duration such as 30s, up to 876000h, or off",
                "{store: {keep-inbound: 2d}, inbound: {repeats-within: 72h}}|file:1: 'store.keep-inbound' is '2d': must be at least as long as inbound.repeats-within, 72h",
                "{store: {inbound-bodies: 24h}, inbound: {repeats-within: 72h}}|file:1: 'store.inbound-bodies' is '24h': must be at least as long as inbound.repeats-within, 72h",
                "store: {url: h2:mem}|file:1: 'store.url' is 'h2:mem': must be sqlite:PATH",
                "smsc: {}|file:1: 'smsc' is '{...}': must be a list",
                "smsc: [x]|file:1: 'smsc' is 'x': must be a list of mappings",
                "voice: {sip-tls: {port: 5061, key: k}}|file:1: 'voice.sip-tls.certificate' is missing: must be a file in PEM",
                "smsc: [{name: a, system-id: b}]|file:1: 'smsc[a].host' is missing: must be the name or address of the SMSC",
                "smsc: [{name: A, host: h, system-id: b}]|file:1: 'smsc[A].name' is 'A': must be 1 to 32 lower-case letters, digits and dashes",
                "smsc: [{name: a, host: h, system-id: b, window: 0}]|file:1: 'smsc[a].window' is '0': must be 1 to 10000",
                "smsc: [{name: a, host: h, system-id: 1234567890123456}]|file:1: 'smsc[a].system-id' is '1234567890123456': must be 1 to 15 characters (SMPP 3.4 §5.2.1)",
                "smsc: [{name: a, host: h, system-id: b, overrides: 1}]|file:1: 'smsc[a].overrides' is '1': must be a mapping of keys to values",
                "smsc: [{name: a, host: h, system-id: b, overrides: {smpp: {flow: {window: 0}}}}]|smsc[a].overrides of file:1: '/smpp/flow/window' is '0': must be 1 to 10000",
                "smsc: [{name: a, host: h, system-id: b, overrides: {window: 9}}]|smsc[a].overrides of file:1: '/window' is '9': is not a key of overrides; that is smpp",
                "profiles: {directory: gone}|file:1: 'profiles.directory' is 'gone': cannot be read: java.nio.file.NoSuchFileException: DIRECTORY/gone",
                "trunks: [{name: a, proxy: 'h:0'}]|file:1: 'trunks[a].proxy' is 'h:0': must be HOST or HOST:PORT, and ;transport=udp, ;transport=tcp or ;transport=tls",
                "trunks: [{name: a, proxy: 'h;transport=ws'}]|file:1: 'trunks[a].proxy' is 'h;transport=ws': must be HOST or HOST:PORT, and ;transport=udp, ;transport=tcp or ;transport=tls",
                "trunks: [{name: a, proxy: h, register: true}]|file:1: 'trunks[a].register' is 'true': needs a username beside it",
                "trunks: [{name: a, proxy: h, domain: 'a b'}]|file:1: 'trunks[a].domain' is 'a b': must be a host name or an address",
                "trunks: [{name: a, proxy: h, max-duration: 2d}]|file:1: 'trunks[a].max-duration' is '2d': must be a duration of 1s to 24h",
                "trunks: [{name: a, proxy: h, options-every: 2h}]|file:1: 'trunks[a].options-every' is '2h': must be a duration such as 30s, up to 1h, or off",
                "trunks: [{name: a, proxy: h, sources: [gw]}]|file:1: 'trunks[a].sources' is '[gw]': must be a list of addresses",
                "trunks: [{name: a, proxy: h, headers: {'X Y': z}}]|file:1: 'trunks[a].headers' is '{...}': must be names of headers with a line of text each",
                "trunks: [{name: a, proxy: h, tls: {certificate: c}}]|file:1: 'trunks[a].tls.key' is '': must be given where a certificate is, and only there",
                "routes: [{to: '46'}]|file:1: 'routes[0].to' is '46': must be + and the first digits of numbers in E.164 form, or + alone for all",
                "routes: [{sms: []}]|file:1: 'routes[0].to' is missing: must be + and the first digits of numbers in E.164 form, or + alone for all",
                "routes: [{matches: '(?=x)'}]|file:1: 'routes[0].matches' is '(?=x)': must be a regular expression of RE2, which has no look-around and no back-references: invalid or unsupported Perl syntax: (?=",
                "routes: [{country: [sweden]}]|file:1: 'routes[0].country' is '[sweden]': must be codes of countries in two capital letters (ISO 3166-1), such as [SE, NO]",
                "routes: [{to: '+', class: [mms]}]|file:1: 'routes[0].class' is '[mms]': must be some of [text, flash, binary, voice]",
                "routes: [{to: '+', account: []}]|file:1: 'routes[0].account' is '[]': must be a list of at least one",
                "routes: [{to: '+', hours: {from: '25:00'}}]|file:1: 'routes[0].hours.from' is '25:00': must be a time of day such as 08:00",
                "routes: [{to: '+', hours: {zone: Mars}}]|file:1: 'routes[0].hours.zone' is 'Mars': must be a time zone such as Europe/Stockholm, or UTC",
                "routes: [{to: '+', hours: {days: [monday]}}]|file:1: 'routes[0].hours.days' is '[monday]': must be some of [mon, tue, wed, thu, fri, sat, sun]",
                "routes: [{to: '+', failover: [always]}]|file:1: 'routes[0].failover' is '[always]': must be some of [down, temporary, refused, unanswered]",
                "routes: [{to: '+', canary: {way: x}}]|file:1: 'routes[0].canary.way' is 'x': must be the name of one of the ways of this route",
                "routes: [{name: a, to: '+'}, {name: a, to: '+1'}]|file:1: 'routes[a].name' is 'a': is taken by another route",
                "routes: [{to: '+', sms: [x]}]|file:1: 'routes[0].sms' is '[x]': must name entries of smsc: those are []",
                "a: {b: [}|file:1: is not valid YAML: expected the node content, but found '}'",
                "http: {}, http: {}|file:1: is not valid YAML: expected <block end>, but found ','",
                "[1, 2]|file: must be a mapping of keys to values",
            })
    void saysFileLineKeyValueAndRule(String yaml, String problem) {
        assertThatThrownBy(() -> parse(yaml.replace('`', '"')))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessage(problem.replace("DIRECTORY", directory.toString()));
    }

    @Test
    void sharesThatAreNotAHundredTogetherAreAnError() {
        assertThatThrownBy(
                        () -> parse(
                                """
                                smsc: [{name: a, host: h, system-id: b}, {name: b, host: h, system-id: b}]
                                routes: [{to: "+", choose: weight, sms: [{name: a, weight: 70}, {name: b, weight: 20}]}]
                                """))
                .hasMessage("file:2: 'routes[0].sms' is '[{...}, {...}]': must have weights that are 100 together where"
                        + " 'choose' is weight; they are 90.0");
    }

    @Test
    void deliveryRatesChooseAmongSmscs() throws InvalidConfigException {
        String rows =
                """
                smsc: [{name: a, host: h, system-id: b}, {name: b, host: h, system-id: b}]
                routes: [{to: "+", choose: delivery-rate, explore: 2.5, sms: [a, b]}]
                """;
        assertThat(parse(rows).config().routes().get(0).selection())
                .isEqualTo(new Selection(Selection.By.DELIVERY_RATE, false, null, 2.5));
        assertThatThrownBy(() -> parse(rows.replace("[a, b]", "[a]")))
                .hasMessage("file:2: 'routes[0].choose' is 'delivery-rate': can be delivery-rate where 'sms' names two"
                        + " SMSCs or more: calls have no receipts");
    }

    @Test
    void anUnknownProfileIsAnErrorThatNamesThoseThereAre() {
        assertThatThrownBy(() -> parse("smsc: [{name: a, host: h, system-id: b, profile: nokia}]"))
                .hasMessageMatching(
                        "file:1: 'smsc\\[a].profile' is 'nokia': must be one of \\[.*smpp-34-base.*, vonage.*]");
    }

    @Test
    void theOperatorsProfilesLieBesideTheFile() throws Exception {
        writeProfile("profiles.d", "mine", "extends: vonage", "smpp: {flow: {window: 25}}");

        ConfigFile file = parse("smsc: [{name: a, host: h, system-id: b, profile: mine}]");

        assertThat(file.config().smsc().get(0).limits().window()).isEqualTo(25);
        assertThat(file.catalog().file("mine")).isNotNull();
    }

    @Test
    void orWhereTheFileSays() throws Exception {
        writeProfile("elsewhere", "mine", "extends: vonage");

        assertThat(parse("profiles: {directory: elsewhere}").catalog().file("mine"))
                .isNotNull();
    }

    @Test
    void whatIsWrongWithThemIsWrongWithTheConfiguration() throws Exception {
        writeProfile("profiles.d", "mine", "extends: vonage", "smpp: {flow: {window: 0}}");

        assertThatThrownBy(() -> parse(""))
                .hasMessage("profiles.d/mine.yaml:7: '/smpp/flow/window' is '0': must be 1 to 10000");
    }

    @Test
    void aPlainKeyStandsBeforeAnOverrideAndThatBeforeTheProfile() throws Exception {
        ConfigFile file = parse(
                """
                smsc:
                  - name: a
                    profile: vonage
                    host: h
                    system-id: b
                    window: 30
                    overrides:
                      smpp: {flow: {window: 20}, timers: {response: 7s}}
                """);

        assertThat(file.config().smsc().get(0).limits().window()).isEqualTo(30);
        assertThat(file.config().smsc().get(0).timers().response()).isEqualTo(Duration.ofSeconds(7));
        EffectiveProfile effective = file.ways().get("a");
        assertThat(effective).isNotNull();
        assertThat(effective.value("/smpp/flow/window").orElseThrow().origin()).isEqualTo("file:6");
        assertThat(effective.value("/smpp/timers/response").orElseThrow().origin())
                .isEqualTo("file:8");
        assertThat(effective.value("/smpp/ids/submit_resp/base").orElseThrow().origin())
                .startsWith("smsc/vonage.yaml:");
        assertThat(file.settings()).contains(new Setting("smsc[a].response-timeout", "7s", "file:8"));
    }

    private void writeProfile(String folder, String id, String... lines) throws Exception {
        Files.writeString(
                Files.createDirectories(directory.resolve(folder)).resolve(id + ".yaml"),
                "schema: 1\nkind: smsc\nid: " + id + "\ntitle: A test\nverified: unverified\n"
                        + String.join("\n", lines) + "\n");
    }

    @Test
    void aKeyThatIsThereTwiceIsAnError() {
        assertThatThrownBy(() -> parse("sms:\n  max-segments: 1\n  max-segments: 2\n"))
                .hasMessage("file:3: is not valid YAML: 'max-segments' is there twice");
    }

    @Test
    void namesAllThatIsWrongAtOnce() {
        assertThatThrownBy(() -> parse("http:\n  listen: x\nsms:\n  max-segments: 0\n  valid: 1h\n"))
                .hasMessage(
                        """
                        file:2: 'http.listen' is 'x': must be HOST:PORT
                        file:4: 'sms.max-segments' is '0': must be 1 to 255
                        file:5: 'sms.valid' is '1h': is not a key of this section; those are accounts, failover-after, max-segments, rate-window, receipt-patience, retry-first, retry-max, transliterate, unmatched-receipts, validity""");
    }

    @Test
    void twoWaysCannotHaveOneName() {
        assertThatThrownBy(
                        () -> parse(
                                """
                        smsc: [{name: a, host: h, system-id: b}]
                        trunks: [{name: a, proxy: h}]
                        """))
                .hasMessage("file:2: 'trunks[a].name' is 'a': is taken by another SMSC or trunk");
    }

    @Test
    void aPasswordFileThatIsNotThereIsAnError() {
        assertThatThrownBy(() -> parse("smsc: [{name: a, host: h, system-id: b, password-file: gone}]"))
                .hasMessageStartingWith("file:1: 'smsc[a].password-file' is 'gone': cannot be read: ");
    }

    @Test
    void aDeepOrHugeFileIsRefused() {
        assertThatThrownBy(() -> parse("a: " + "[".repeat(1_000))).hasMessageContaining("is not valid YAML");
        assertThatThrownBy(() -> parse("a: " + "x".repeat(2_000_000))).hasMessageContaining("is not valid YAML");
        assertThatThrownBy(
                        () -> parse("a: &a [1]\nb: &b [" + "*a,".repeat(100) + "]\nc: [" + "*b,".repeat(1_000) + "]"))
                .isInstanceOf(InvalidConfigException.class);
    }

    private ConfigFile parse(String yaml) throws InvalidConfigException {
        return ConfigFile.parse("file", yaml, directory, ProfileCatalog.shipped());
    }
}
