package trunkline.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import trunkline.smpp.simulator.IdForm;
import trunkline.smpp.simulator.Load;
import trunkline.smpp.simulator.ReceiptShape;
import trunkline.smpp.simulator.SimulatorListener;
import trunkline.smpp.simulator.SimulatorSettings;
import trunkline.smpp.simulator.SmscBehaviour;
import trunkline.smpp.simulator.SmscSimulator;

class SmscControlTest {

    private final SmscSimulator smsc =
            new SmscSimulator(SimulatorSettings.LOOPBACK, SmscBehaviour.PERFECT, SimulatorListener.NONE);

    @BeforeEach
    void start() {
        smsc.start();
    }

    @AfterEach
    void stop() {
        smsc.close();
    }

    @Test
    void behavesAsItIsToldAndFromThenOnAsItIsToldNext() throws IOException {
        assertThat(answers("behave --storm-every 10s --storm-length 2s --early-receipts 0.3 --other-ids hex=0.02"
                        + " --receipts-in data_sm --smpp 5.0 --error 0x14=0.1"))
                .containsExactly("ok");
        SmscBehaviour behaviour = smsc.behaviour();
        assertThat(behaviour.load().storms())
                .isEqualTo(new Load.Storms(Duration.ofSeconds(10), Duration.ofSeconds(2), 0x58));
        assertThat(behaviour.receipts().timing().earlyShare()).isEqualTo(0.3);
        assertThat(behaviour.receipts().shape().carrier()).isEqualTo(ReceiptShape.Carrier.DATA_SM);
        assertThat(behaviour.ids().otherResponse()).isEqualTo(IdForm.HEX);
        assertThat(behaviour.admission().version()).isEqualTo(0x50);

        assertThat(answers("behave --mute")).containsExactly("ok");
        assertThat(smsc.behaviour().links().mute()).isTrue();
        assertThat(smsc.behaviour().load())
                .isEqualTo(Load.ANY.withStorms(new Load.Storms(Duration.ZERO, Duration.ofSeconds(2), 0x58)));
    }

    @Test
    void keepsAMessageForAnEsmeThatIsNotBoundAndTellsHowItStands() throws IOException {
        assertThat(answers("send gw +46701 72456 sar Hello there", "drop", "status"))
                .startsWith("ok", "ok")
                .hasSize(3)
                .allMatch(answer -> answer.startsWith("ok"));
    }

    @Test
    void saysWhatIsWrongAndGoesOn() throws IOException {
        assertThat(answers("dance", "behave --early-receipts 2", "behave --nonsense", "send gw 1", "", "status"))
                .satisfiesExactly(
                        answer -> assertThat(answer).isEqualTo("error: must be behave, drop, send or status"),
                        answer -> assertThat(answer).isEqualTo("error: 'earlyShare' is '2.0': must be 0 to 1"),
                        answer -> assertThat(answer).startsWith("error: Unknown option: '--nonsense'"),
                        answer -> assertThat(answer).startsWith("error: must be send SYSTEM-ID FROM TO FORM TEXT"),
                        answer -> assertThat(answer).startsWith("ok binds=0 submits=0"));
    }

    private List<String> answers(String... lines) throws IOException {
        StringWriter out = new StringWriter();
        new SmscControl(smsc, SmscBehaviour.PERFECT, new PrintWriter(out))
                .run(new BufferedReader(new StringReader(String.join("\n", lines))));
        return out.toString().lines().toList();
    }
}
