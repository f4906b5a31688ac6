/**
 * From a voice file to a prompt that calls can play.
 */
@NullMarked
package trunkline.media.prompt;

import org.jspecify.annotations.NullMarked;
