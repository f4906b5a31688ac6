package trunkline.gateway;

import trunkline.gateway.config.ConfigFile;
import trunkline.gateway.config.InvalidConfigException;

/** Where the configuration can be read, again and again. */
public interface ConfigSource {

    /** As it is now. */
    ConfigFile load() throws InvalidConfigException;
}
