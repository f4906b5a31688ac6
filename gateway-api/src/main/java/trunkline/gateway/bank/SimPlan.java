package trunkline.gateway.bank;

/**
 * What is agreed for one SIM.
 *
 * @param name how metrics, logs and operators call it
 * @param number the sender that picks it, and that recipients see
 * @param perSecond segments a second that it sends, also fractional, above 0
 * @param perDay segments that it may send in a day; 0 for no limit
 * @param perMonth the same in a month
 */
public record SimPlan(String name, String number, double perSecond, int perDay, int perMonth) {

    private static final double SECONDS_OF_DAY = 86_400;
    private static final double DAYS_OF_MONTH = 30;

    /** Segments that it can be expected to send in a day: by this SIMs are compared. */
    double dailyRoom() {
        double room = perSecond * SECONDS_OF_DAY;
        if (perDay > 0) {
            room = Math.min(room, perDay);
        }
        return perMonth > 0 ? Math.min(room, perMonth / DAYS_OF_MONTH) : room;
    }
}
