package trunkline.gateway.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import trunkline.gateway.config.ConfigFile;
import trunkline.gateway.config.InvalidConfigException;
import trunkline.profile.EffectiveProfile;
import trunkline.profile.EffectiveValue;
import trunkline.profile.InvalidProfileException;
import trunkline.profile.Overrides;
import trunkline.profile.ProfileCatalog;
import trunkline.profile.ProfileFile;
import trunkline.profile.ProfileKind;

/** {@code profile show NAME}: what a profile says, or all that holds for it, each value with where it is from. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Show a profile, each value with where it is written and where it was found.")
final class ProfileShowCommand implements Callable<Integer> {

    private static final String ROW = "%-36s %-34s %-30s %s%n";

    @Parameters(paramLabel = "NAME", description = "A profile, or an SMSC or trunk of the configuration.")
    private String name = "";

    @Option(
            names = "--effective",
            description = "All that holds: what it extends, what it says, and what the configuration says over that.")
    private boolean effective;

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws InvalidConfigException {
        ConfigFile file = config.loadIfThere();
        ProfileCatalog catalog = file == null ? ProfileCatalog.shipped() : file.catalog();
        EffectiveProfile way = file == null ? null : file.ways().get(name);
        ProfileFile profile = way == null ? catalog.file(name) : way.own();
        if (profile == null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "'" + name + "' is neither a profile nor an SMSC or trunk of the configuration; see: profile list");
        }
        print(profile, effective && profile.head().kind() != ProfileKind.DEVICE ? values(catalog, profile, way) : null);
        return Main.DONE;
    }

    private static EffectiveProfile values(
            ProfileCatalog catalog, ProfileFile profile, @Nullable EffectiveProfile way) {
        if (way != null) {
            return way;
        }
        try {
            return catalog.effective(profile, Overrides.NONE);
        } catch (InvalidProfileException e) {
            throw new IllegalStateException("profile " + profile.head().id() + " was found right before", e);
        }
    }

    private void print(ProfileFile profile, @Nullable EffectiveProfile all) {
        PrintWriter out = spec.commandLine().getOut();
        ProfileFile.Head head = profile.head();
        out.printf("%s: %s%n", head.id(), head.title());
        out.printf(
                "kind %s, verified %s, %s%n",
                head.kind().label(), head.verified().label(), profile.name());
        if (all != null) {
            out.printf("%s%n%n", String.join(" < ", all.chain()));
            for (EffectiveValue value : all.values()) {
                out.printf(ROW, value.pointer(), value.value(), value.origin(), sources(value.sources()));
            }
        } else {
            out.printf("%s%n%n", head.parent() == null ? "extends nothing" : "extends " + head.parent());
            profile.values()
                    .forEach((pointer, leaf) -> out.printf(
                            ROW,
                            pointer,
                            leaf.shown(),
                            profile.name() + ":" + leaf.line(),
                            sources(profile.sourcesOf(pointer))));
        }
        profile.notes().forEach(note -> out.printf("%nnote: %s (%s)%n", note.text(), note.source()));
    }

    private static String sources(List<String> sources) {
        return String.join("; ", sources);
    }
}
