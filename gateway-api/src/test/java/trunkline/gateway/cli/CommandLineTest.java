package trunkline.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What the commands print and how they exit. Those that run until they are stopped are tried as processes elsewhere. */
class CommandLineTest {

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        CommandLine line = Main.line();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return Main.run(line, arguments);
    }

    private String config(String yaml) throws Exception {
        return Files.writeString(directory.resolve("gateway.yaml"), yaml).toString();
    }

    @Test
    void withoutACommandItSaysWhichThereAre() {
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString()).contains("demo", "serve", "check", "simulate", "segments", "account");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "serve --nonsense", "segments", "simulate smsc --port x", "account add"})
    void badUsageExitsWith2AndSaysWhatWasWrong(String arguments) {
        assertThat(run(arguments.split(" "))).isEqualTo(2);
        assertThat(err.toString()).containsAnyOf("nonsense", "Missing required", "'x' is not");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void eraseSaysHowMuchOfEachKindIsGone() throws Exception {
        String file = config("http: {listen: \"127.0.0.1:0\"}\n");

        assertThat(run("erase", "0736265449", "-c", file)).isEqualTo(2);
        assertThat(err.toString()).contains("'NUMBER' is '0736265449': must be + and 7 to 15 digits");
        assertThat(run("erase", "+46736265449", "--cancel", "-c", file)).isZero();
        assertThat(out.toString()).contains("messages: 0", "inbound: 0", "opt_outs: 0");
        assertThat(run("audit", "-c", file)).isZero();
        assertThat(out.toString()).contains("command line  number.erased  +4673*****49  nothing was there");
    }

    @Test
    void aDurationIsANumberAndItsUnit() {
        assertThat(run("simulate", "smsc", "--response-delay", "soon")).isEqualTo(2);
        assertThat(err.toString()).contains("'soon' must be 0 or a duration such as 500ms, 2s, 5m");
    }

    @Test
    void checkShowsEachValueAndItsOrigin() throws Exception {
        String file = config("http: {listen: \"127.0.0.1:0\"}\n");

        assertThat(run("check", "-c", file)).isZero();
        assertThat(out.toString())
                .containsPattern("http\\.listen +127\\.0\\.0\\.1:0 +\\S*gateway.yaml:1")
                .containsPattern("sms\\.max-segments +10 +default");
    }

    @Test
    void checkNamesTheLineOfEachMistake() throws Exception {
        String file = config("http:\n  lissten: \"127.0.0.1:0\"\nsms:\n  max-segments: many\n");

        assertThat(run("check", "-c", file)).isEqualTo(2);
        assertThat(err.toString())
                .contains("gateway.yaml:2")
                .contains("lissten")
                .contains("gateway.yaml:4");
    }

    @Test
    void aConfigurationThatIsNotThereIsBadUsage() {
        assertThat(run("check", "-c", directory.resolve("none.yaml").toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("none.yaml");
    }

    @Test
    void anAccountIsMadeOnceAndItsKeyPrintedOnce() throws Exception {
        String file = config("store: {url: \"sqlite:t.db\"}\n");

        assertThat(run("account", "add", "me", "-c", file)).isZero();
        String key = out.toString().strip();
        assertThat(key).startsWith("tl_");
        assertThat(run("account", "add", "me", "-c", file)).isEqualTo(1);
        assertThat(err.toString()).contains("an account of this name exists");
        assertThat(run("account", "list", "-c", file)).isZero();
        assertThat(out.toString().lines()).containsExactly(key, "me");
    }

    @Test
    void keysAreRotatedListedAndRevoked() throws Exception {
        String file = config("store: {url: \"sqlite:t.db\"}\n");
        run("account", "add", "me", "-c", file);
        String first = out.toString().strip();

        assertThat(run("account", "key", "me", "--scopes", "send", "--expires", "720h", "--rotate", "24h", "-c", file))
                .isZero();
        String second = out.toString().lines().skip(1).findFirst().orElseThrow();
        assertThat(run("account", "keys", "me", "-c", file)).isZero();
        assertThat(out.toString().lines().skip(2))
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith(second.substring(0, 8) + "...  send  made 2")
                                .contains("  until "),
                        line -> assertThat(line)
                                .startsWith(first.substring(0, 8) + "...  send,read,admin  made 2")
                                .contains("  until "));
        assertThat(run("account", "revoke", "me", first.substring(0, 8) + "...", "-c", file))
                .isZero();
        assertThat(run("account", "revoke", "me", "tl_xxxxx", "-c", file)).isEqualTo(1);
        assertThat(run("account", "key", "me", "--scopes", "send,write", "-c", file))
                .isEqualTo(2);
        assertThat(err.toString()).contains("'--scopes' is 'send,write': must be some of send,read,admin");
        run("audit", "-c", file);
        assertThat(out.toString().lines().skip(4))
                .satisfiesExactly(
                        line -> assertThat(line).contains("  command line  key.revoked  me  " + first.substring(0, 8)),
                        line -> assertThat(line).contains("  key.expires  me  " + first.substring(0, 8)),
                        line -> assertThat(line).contains("  key.added  me  " + second.substring(0, 8) + " send"),
                        line -> assertThat(line).contains("  key.added  me  " + first.substring(0, 8)),
                        line -> assertThat(line).contains("  account.added  me"));
    }

    @Test
    void credentialsArePrintedAsTheSdksOfVoximplantReadThem() throws Exception {
        String file = config("store: {url: \"sqlite:t.db\"}\n");
        run("account", "add", "me", "-c", file);
        int before = out.toString().length();

        assertThat(run("account", "credentials", "me", "-c", file)).isZero();
        JsonNode credentials = new ObjectMapper().readTree(out.toString().substring(before));
        assertThat(run("account", "credentials", "nobody", "-c", file)).isEqualTo(1);
        assertThat(run("account", "credentials", "me", "--scopes", "write", "-c", file))
                .isEqualTo(2);
        assertThat(run("account", "credentials", "me", "--scopes", "read", "-c", file))
                .isZero();
        assertThat(run("account", "keys", "me", "-c", file)).isZero();
        assertThat(run("account", "credentials", "me", "--roles", "callssms, Developer", "-c", file))
                .isZero();
        assertThat(run("account", "credentials", "me", "--roles", "Janitor", "-c", file))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains("'--roles' is 'Janitor': must be some of Owner, Admin, Developer, Supervisor, Accountant,"
                        + " CallsSMS");
        assertThat(run("account", "keys", "me", "-c", file)).isZero();
        assertThat(out.toString()).containsPattern("(?m)^[0-9a-f-]{36}  send,read,admin  Developer,CallsSMS  made ");
        Matcher pair = Pattern.compile("(?m)^([0-9a-f-]{36})  read  made ").matcher(out.toString());
        assertThat(pair.find()).as(out.toString()).isTrue();
        assertThat(run("account", "revoke", "me", pair.group(1), "-c", file)).isZero();
        assertThat(run("account", "revoke", "me", pair.group(1), "-c", file)).isEqualTo(1);

        assertThat(credentials.get("account_email").asText()).isEqualTo("me@trunkline.invalid");
        assertThat(credentials.get("account_id").asLong()).isPositive();
        assertThat(UUID.fromString(credentials.get("key_id").asText()).version())
                .isEqualTo(4);
        String pem = credentials.get("private_key").asText();
        byte[] der = Base64.getMimeDecoder()
                .decode(pem.replace("-----BEGIN PRIVATE KEY-----", "").replace("-----END PRIVATE KEY-----", ""));
        assertThat(((RSAPrivateKey) KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der)))
                        .getModulus()
                        .bitLength())
                .isEqualTo(2_048);
        assertThat(err.toString()).contains("there is no account of this name");
    }

    @Test
    void oneMoreKeyNeedsAnAccount() throws Exception {
        String file = config("store: {url: \"sqlite:t.db\"}\n");

        assertThat(run("account", "key", "nobody", "-c", file)).isEqualTo(1);
        assertThat(run("account", "add", "two words", "-c", file)).isEqualTo(2);
        assertThat(err.toString()).contains("there is no account of this name").contains("must be 1 to 64 letters");
    }

    @Test
    void segmentsShowsCodingAndSizeOfEach() {
        assertThat(run("segments", "5 € [x]")).isZero();
        assertThat(out.toString().lines())
                .containsExactly(
                        "gsm7 (data_coding 0), 1 segment, 10 septets in all",
                        "  1   10 of 160 septets   10 octets  \"5 € [x]\"",
                        "U+20AC €, 1 times, 2 septets each: needs an escape before it",
                        "U+005B [, 1 times, 2 septets each: needs an escape before it",
                        "U+005D ], 1 times, 2 septets each: needs an escape before it");
    }

    @Test
    void segmentsAsJsonHoldTheWholeText() throws Exception {
        String text = "x".repeat(152) + "€" + "y".repeat(200);

        assertThat(run("segments", "--json", text)).isZero();
        JsonNode explained = new ObjectMapper().readTree(out.toString());
        assertThat(explained.get("coding").asText()).isEqualTo("gsm7");
        assertThat(explained.get("capacity").asInt()).isEqualTo(153);
        StringBuilder whole = new StringBuilder();
        explained
                .get("segments")
                .forEach(segment -> whole.append(segment.get("text").asText()));
        assertThat(whole.toString()).isEqualTo(text);
        assertThat(explained.at("/segments/0/units").asInt()).isEqualTo(152); // an escape pair is not split
        assertThat(explained.at("/segments/0/octets").asInt()).isEqualTo(158);
    }

    @Test
    void segmentsAreThoseOfTheSmscThatANumberIsRoutedTo() throws Exception {
        String file = config(
                """
                smsc:
                  - {name: wide, host: h, system-id: gw, long-messages: udh16}
                  - {name: tr, host: h, system-id: gw, languages: [tr]}
                routes: [{to: "+46", sms: [wide]}, {to: "+90", sms: [tr]}]
                """);

        assertThat(run("segments", "-c", file, "--to", "+46736265449", "x".repeat(161)))
                .isZero();
        assertThat(out.toString()).contains("152 of 152 septets  159 octets");
        assertThat(run("segments", "-c", file, "--smsc", "tr", "güneşli bir gün"))
                .isZero();
        assertThat(out.toString()).contains("gsm7-tr (data_coding 0), 1 segment, 15 septets in all");
        assertThat(run("segments", "-c", file, "--to", "+4915112345678", "x")).isEqualTo(2);
        assertThat(run("segments", "-c", file, "--smsc", "none", "x")).isEqualTo(2);
        assertThat(err.toString())
                .contains("'--to' is '+4915112345678': is a number that no route for SMS matches")
                .contains("'--smsc' is 'none': must name an entry of smsc");
    }

    @Test
    void routeShowsTheWayOfANumberAndWhyEachOtherRowDoesNotHaveIt() throws Exception {
        String file = config(
                """
                smsc: [{name: a, host: h, system-id: gw}, {name: b, host: h, system-id: gw}]
                routes:
                  - {name: rest, to: "+", sms: [b]}
                  - {name: sweden, to: "+46", sms: [a, b]}
                  - {name: codes, to: "+46", from: ["OTP*"], priority: 1, sms: [b]}
                """);

        assertThat(run("route", "-c", file, "+46736265449")).isZero();
        assertThat(out.toString())
                .contains("+46736265449 (text): a, by route sweden", "ways    a, then b; chosen by order")
                .contains("codes                the sender is not given")
                .contains("rest                 it matches too, but sweden comes before it: its prefix is longer");
        assertThat(run("route", "-c", file, "--from", "OTP-1", "--json", "+46736265449"))
                .isZero();
        assertThat(out.toString()).contains("\"route\":\"codes\"");
        assertThat(run("route", "-c", file, "--class", "voice", "+46736265449")).isEqualTo(1);
        assertThat(out.toString()).contains("no route matches", "it has no trunk");
        assertThat(run("route", "-c", file, "--at", "noon", "+46736265449")).isEqualTo(2);
        assertThat(run("route", "-c", file, "hello")).isEqualTo(2);
        assertThat(err.toString())
                .contains("'--at' is 'noon': must be a time in UTC", "'NUMBER' is 'hello': must be a");
        assertThat(run("check", "-c", file, "--to", "+46736265449")).isZero();
        assertThat(out.toString())
                .contains("+46736265449 (text): a, by route sweden", "+46736265449 (voice): no route");
    }

    @Test
    void accountsPayInAdvanceFromTheirFirstTopUpOn() throws Exception {
        String file = config("");
        run("account", "add", "me", "-c", file);

        assertThat(run("account", "top-up", "me", "50", "-c", file)).isZero();
        assertThat(run("account", "top-up", "-c", file, "--", "me", "-12.500001"))
                .isZero();
        assertThat(out.toString()).endsWith("50" + System.lineSeparator() + "37.499999" + System.lineSeparator());
        assertThat(run("account", "top-up", "-c", file, "--", "me", "-40")).isEqualTo(1);
        assertThat(run("account", "top-up", "nobody", "1", "-c", file)).isEqualTo(1);
        for (String amount : List.of("0", "1e999999999", "0.0000001", "x")) {
            assertThat(run("account", "top-up", "me", amount, "-c", file)).isEqualTo(2);
        }
        assertThat(run("account", "end-balance", "me", "-c", file)).isZero();
        assertThat(run("account", "end-balance", "me", "-c", file)).isEqualTo(1);
        run("audit", "-c", file);
        assertThat(out.toString())
                .contains("balance.added", "-12.500001, which makes it 37.499999", "37.499999 was left");
    }

    @Test
    void segmentsTryOutSettings() {
        assertThat(run("segments", "--languages", "tr,es", "güneşli bir gün")).isZero();
        assertThat(run("segments", "--long-messages", "udh16", "--alphabet", "latin1", "x".repeat(161)))
                .isZero();
        assertThat(out.toString()).contains("gsm7-tr (data_coding 0)").contains("152 of 152 septets");
        assertThat(run("segments", "--languages", "xx", "x")).isEqualTo(2);
        assertThat(run("segments", "--languages", "tr", "--alphabet", "ia5", "x"))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains("'--languages' has 'xx': no language with tables has this code")
                .contains("'languages' is [TURKISH]: must be empty with the alphabet IA5");
    }

    @Test
    void segmentsShowWhatACheaperTextWouldBe() {
        String text = "Don’t “wait” 😀 " + "x".repeat(60);

        assertThat(run("segments", text)).isZero();
        assertThat(out.toString().lines())
                .contains(
                        "ucs2 (data_coding 8), 2 segments, 76 units in all",
                        "U+2019 ’, 1 times, 1 units each: not in the GSM alphabet: makes the whole text UCS-2",
                        "U+1F600 😀, 1 times, 2 units each: not in the GSM alphabet: makes the whole text UCS-2",
                        "cheaper, 1 segment of gsm7: \"Don't \"wait\"  " + "x".repeat(60)
                                + "\" (U+2019 ’ by \"'\", U+201C “ by \"\"\", U+201D ” by \"\"\", U+1F600 😀 left"
                                + " out)");
        assertThat(run("segments", "--transliterate", "smart", "Don’t “wait” " + "x".repeat(60)))
                .isZero();
        assertThat(out.toString()).contains("gsm7 (data_coding 0), 1 segment").contains("replaced: U+2019 ’ by \"'\"");
    }

    @Test
    void aTextThatCannotBeSentIsAFailure() {
        assertThat(run("segments", "x".repeat(255 * 153 + 1))).isEqualTo(1);
        assertThat(err.toString()).contains("the text ").contains("255");
    }
}
