package trunkline.gateway.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import trunkline.gateway.config.ConfigFile;
import trunkline.gateway.config.InvalidConfigException;
import trunkline.profile.ProfileCatalog;
import trunkline.profile.ProfileKind;
import trunkline.profile.SmscProfile;
import trunkline.profile.TrunkProfile;

/** {@code -c}: which configuration a command works with. */
final class ConfigOption {

    private static final Path USUAL = Path.of("gateway.yaml");

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            defaultValue = "gateway.yaml",
            description = "The configuration (default: ${DEFAULT-VALUE}).")
    private Path file = USUAL;

    /** The configuration; null if none was named and there is none where it usually lies. */
    @Nullable
    ConfigFile loadIfThere() throws InvalidConfigException {
        return !file.equals(USUAL) || Files.exists(file) ? load() : null;
    }

    /** The profiles that are shipped, and those of the configuration. */
    ProfileCatalog profiles() throws InvalidConfigException {
        ConfigFile config = loadIfThere();
        return config == null ? ProfileCatalog.shipped() : config.catalog();
    }

    /** A profile of an SMSC by its id; bad usage if there is none. */
    SmscProfile smscProfile(CommandSpec spec, String id) throws InvalidConfigException {
        return profiles(spec, id, ProfileKind.SMSC).smsc(id);
    }

    /** The same of a trunk. */
    TrunkProfile trunkProfile(CommandSpec spec, String id) throws InvalidConfigException {
        return profiles(spec, id, ProfileKind.TRUNK).trunk(id);
    }

    private ProfileCatalog profiles(CommandSpec spec, String id, ProfileKind kind) throws InvalidConfigException {
        ProfileCatalog profiles = profiles();
        if (!profiles.names(kind).contains(id)) {
            throw new ParameterException(
                    spec.commandLine(), "'--as' is '" + id + "': must be one of " + profiles.names(kind));
        }
        return profiles;
    }

    ConfigFile load() throws InvalidConfigException {
        return ConfigFile.load(file, ProfileCatalog.shipped());
    }
}
