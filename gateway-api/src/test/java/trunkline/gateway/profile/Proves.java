package trunkline.gateway.profile;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/** JSON pointers of the keys of a profile that a test shows to matter: with it it works, with only the base it fails. */
@Retention(RUNTIME)
@Target(METHOD)
public @interface Proves {
    String[] value();
}
