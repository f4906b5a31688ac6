package trunkline.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetUrlTest {

    @ParameterizedTest
    @CsvSource({
        "https://example.com, true, example.com, 443, /, example.com",
        "HTTP://Example.COM:8080/a?b=c, false, example.com, 8080, /a?b=c, example.com:8080",
        "http://192.0.2.1/x, false, 192.0.2.1, 80, /x, 192.0.2.1",
        "https://[2001:db8::1]:444/, true, 2001:db8:0:0:0:0:0:1, 444, /, '[2001:db8:0:0:0:0:0:1]:444'",
        "http://host?q, false, host, 80, /?q, host",
    })
    void readsUrls(String text, boolean tls, String host, int port, String path, String header) {
        TargetUrl url = TargetUrl.parse(text);

        assertThat(url.tls()).isEqualTo(tls);
        assertThat(url.host()).isEqualTo(host);
        assertThat(url.port()).isEqualTo(port);
        assertThat(url.path()).isEqualTo(path);
        assertThat(url.hostHeader()).isEqualTo(header);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ftp://example.com|must be an http:// or https:// URL in ASCII, without fragment, blanks or quotes",
                "example.com|must be an http:// or https:// URL in ASCII, without fragment, blanks or quotes",
                "http://example.com/a b|must be an http:// or https:// URL in ASCII, without fragment, blanks or quotes",
                "http://example.com/#x|must be an http:// or https:// URL in ASCII, without fragment, blanks or quotes",
                "http://exämple.com/|must have a host name of letters, digits, dashes and dots",
                "http://me:secret@example.com/|must not have a user or password in it: webhooks are known by their signature",
                "http://127.1/|must write an IPv4 address as four decimal numbers, such as 192.0.2.1",
                "http://2130706433/|must write an IPv4 address as four decimal numbers, such as 192.0.2.1",
                "http://0x7f000001/|must write an IPv4 address as four decimal numbers, such as 192.0.2.1",
                "http://0177.0.0.1/|must write an IPv4 address as four decimal numbers, such as 192.0.2.1",
                "http://a.0x7f/|must write an IPv4 address as four decimal numbers, such as 192.0.2.1",
                "http://256.0.0.1/|must write an IPv4 address as four decimal numbers, such as 192.0.2.1",
                "http://example.com:0/|must have a port from 1 to 65535",
                "http://example.com:65536/|must have a port from 1 to 65535",
                "http://[fe80::1%25eth0]/|must have an IPv6 address, without zone, in its brackets",
                "http://[127.0.0.1]/|must have an IPv6 address, without zone, in its brackets",
                "http://a..b/|must have a host name of letters, digits, dashes and dots",
                "http://-a.b/|must have a host name of letters, digits, dashes and dots",
                "http:///x|must have a host name of letters, digits, dashes and dots",
                "http://a\\b/|must have a host name of letters, digits, dashes and dots",
            })
    void saysWhatIsWrongWithOthers(String text, String rule) {
        assertThat(TargetUrl.brokenRule(text)).isEqualTo(rule);
    }
}
