package trunkline.gateway.profile;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * What {@link QuirkLab} sets up for a test of both sides of a quirk: a simulated SMSC that has it, an SMSC of the gateway with
 * the profile that says so, which works, and one with only the base, which fails in the way that is known.
 */
@Retention(RUNTIME)
@Target(METHOD)
@interface Quirk {

    /** What stands below {@code smpp} in the profile. */
    String profile();

    /** What stands there on the other side, beyond the base: what makes it fail within a second instead of a minute. */
    String instead() default "";

    /** What stands there in the profile that the simulator takes; that of the first side, if empty. */
    String device() default "";
}
