/**
 * What each SMSC, trunk or modem bank needs, as data.
 *
 * <p>{@link trunkline.profile.ProfileCatalog} reads the YAML files, lets each extend another, and answers with typed
 * values: {@link trunkline.profile.SmscProfile}, {@link trunkline.profile.TrunkProfile}. Whoever wires the gateway turns
 * those into the settings of the protocol modules; no code asks which vendor it is.
 */
@NullMarked
package trunkline.profile;

import org.jspecify.annotations.NullMarked;
