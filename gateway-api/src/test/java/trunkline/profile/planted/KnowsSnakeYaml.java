package trunkline.profile.planted;

import org.yaml.snakeyaml.LoaderOptions;

/** Breaks a rule of the architecture, to show that the rule bites. */
record KnowsSnakeYaml(LoaderOptions options) {}
