/**
 * What the operator wrote, as typed values.
 *
 * <p>{@link trunkline.gateway.config.ConfigFile} reads {@code gateway.yaml}; each section reads its keys through
 * {@link trunkline.gateway.config.Section}, which knows the line of every value, remembers where each came from, and
 * gathers what is wrong, so that one run names all of it. Unknown keys are errors.
 */
@NullMarked
package trunkline.gateway.config;

import org.jspecify.annotations.NullMarked;
