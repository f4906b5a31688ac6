package trunkline.gateway.store;

/**
 * An SMSC or trunk that messages were given to, whether or not it is configured still.
 *
 * @param voice whether it is a trunk
 */
public record KnownWay(String name, boolean voice) {}
