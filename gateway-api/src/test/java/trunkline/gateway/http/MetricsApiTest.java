package trunkline.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import trunkline.gateway.SharedGateway;

class MetricsApiTest {

    @RegisterExtension
    private static final SharedGateway GATEWAY = new SharedGateway(
            """
            smsc:
              - {name: carrier-a, host: 127.0.0.1, port: 9, system-id: gw, password: x}
              - {name: goip, host: 127.0.0.1, port: 9, system-id: gw, password: x,
                 bank: {rate: 6/m, sims: [{name: sim-1, number: "+46701000001"}]}}
            trunks: [{name: pbx, proxy: "127.0.0.1:9"}]
            routes: [{to: "+", sms: [carrier-a, goip], voice: [pbx]}]
            """);

    @Test
    void eachSaysWhatItCounts() throws Exception {
        GATEWAY.get().http().send("GET", "/balance", "");
        List<String> help = GATEWAY.get()
                .http()
                .send("GET", "/metrics", "")
                .body()
                .lines()
                .filter(line -> line.startsWith("# HELP trunkline_"))
                .toList();

        assertThat(help).hasSizeGreaterThan(40).allMatch(line -> line.matches("# HELP \\S+ [A-Z1].+"));
    }
}
