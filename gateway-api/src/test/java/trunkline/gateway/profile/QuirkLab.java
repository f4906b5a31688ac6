package trunkline.gateway.profile;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import trunkline.gateway.TestGateway;
import trunkline.gateway.simulator.SmscGuise;
import trunkline.profile.ProfileCatalog;
import trunkline.smpp.simulator.SimulatorSettings;

/**
 * One gateway for all {@link Quirk}s of a test class: each has a simulated SMSC of its own, and two entries of {@code smsc}
 * that lead there, one with the quirk's profile and one without.
 */
final class QuirkLab implements BeforeAllCallback, AfterAllCallback, ParameterResolver {

    private final Map<String, Sides> sides = new HashMap<>();
    private final List<AutoCloseable> open = new ArrayList<>();

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        Path directory = Files.createTempDirectory("quirks");
        List<Method> quirks = quirks(context.getRequiredTestClass()).toList();
        StringBuilder ways = new StringBuilder("sms: {retry-first: 300ms}\nsmsc:\n");
        StringBuilder routes = new StringBuilder("routes:\n");
        Path profiles = Files.createDirectory(directory.resolve("profiles.d"));
        for (int i = 0; i < quirks.size(); i++) {
            Quirk quirk = quirks.get(i).getAnnotation(Quirk.class);
            write(profiles, "with-" + i, quirk.profile());
            write(profiles, "without-" + i, quirk.instead());
            write(profiles, "device-" + i, quirk.device().isEmpty() ? quirk.profile() : quirk.device());
        }
        ProfileCatalog catalog = ProfileCatalog.shipped().withSite(profiles);
        for (int i = 0; i < quirks.size(); i++) {
            WatchedSmsc smsc =
                    new WatchedSmsc(SimulatorSettings.LOOPBACK, SmscGuise.behaviour(catalog.smsc("device-" + i)));
            smsc.start();
            open.add(smsc);
            sides.put(quirks.get(i).getName(), new Sides(smsc, "with-" + i, "without-" + i));
            for (String side : List.of("with-" + i, "without-" + i)) {
                ways.append("  - {name: %s, profile: %s, host: 127.0.0.1, port: %d, system-id: %s, system-type: test}%n"
                        .formatted(side, side, smsc.port(), side));
                routes.append("  - {to: \"%s\", sms: [%s]}%n".formatted(Sides.prefix(side), side));
            }
        }
        TestGateway gateway = TestGateway.start(directory, ways.append(routes).toString());
        open.add(0, gateway);
        sides.values().forEach(side -> side.use(gateway));
    }

    static Stream<Method> quirks(Class<?> tests) {
        return Stream.of(tests.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Quirk.class))
                .sorted(Comparator.comparing(Method::getName));
    }

    static void write(Path profiles, String id, String smpp) throws IOException {
        Files.writeString(
                profiles.resolve(id + ".yaml"),
                "schema: 1\nkind: smsc\nid: %s\ntitle: A quirk\nextends: smpp-34-base\nverified: unverified\nsmpp: {%s}\n"
                        .formatted(id, smpp));
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Sides.class;
    }

    @Override
    public Sides resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Sides found = sides.get(context.getRequiredTestMethod().getName());
        if (found == null) {
            throw new IllegalStateException(context.getRequiredTestMethod() + " is no @Quirk");
        }
        return found;
    }
}
