package trunkline.gateway.route;

/**
 * One way of a row.
 *
 * @param name of the SMSC or trunk
 * @param percent its share where weight decides, 0 to 100
 * @param cost what a message costs there where cost decides, in any unit, from 0
 */
public record RouteWay(String name, double percent, double cost) {

    /** A way of which nothing but its name counts. */
    public static RouteWay named(String name) {
        return new RouteWay(name, 0, 0);
    }
}
