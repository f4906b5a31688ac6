/**
 * The JSON Schema of profiles: what a file may say, checked by networknt's validator, which stays inside.
 *
 * <p>{@link trunkline.profile.schema.ProfileSchema} validates a profile and tells its keys; {@code Rules} puts the
 * validator's errors into our words.
 */
@NullMarked
package trunkline.profile.schema;

import org.jspecify.annotations.NullMarked;
