package trunkline.gateway.http.dialect.voximplant;

import trunkline.gateway.http.Problem;

/** The numbers of errors. Voximplant publishes no list: 385 is known of its answers, the others are this gateway's. */
enum ErrorCode {
    UNAUTHORIZED(100),
    UNKNOWN_METHOD(101),
    TOO_MANY_REQUESTS(102),
    NOT_NOW(103),
    NOT_ALLOWED(105),
    NOT_PAID(106),
    INTERNAL(104),
    MALFORMED_REQUEST(110),
    WRONG_PARAMETER(111),
    SMS_NOT_SENT(385);

    /** What Voximplant says of 385; what was wrong comes after it here. */
    private static final String SMS_FAILED = "SMS failed to send. ";

    private static final int PAYMENT_REQUIRED = 402;
    private static final int FORBIDDEN = 403;
    private static final int TOO_MANY = 429;
    private static final int INTERNAL_ERROR = 500;
    private static final int UNAVAILABLE = 503;

    private final int number;

    ErrorCode(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    /** The text of {@link #SMS_NOT_SENT}. */
    static String smsNotSent(Problem problem) {
        return SMS_FAILED + problem.sentence();
    }

    static ErrorCode of(Problem problem) {
        return switch (problem.status()) {
            case PAYMENT_REQUIRED -> NOT_PAID;
            case FORBIDDEN -> NOT_ALLOWED;
            case TOO_MANY -> TOO_MANY_REQUESTS;
            case UNAVAILABLE -> NOT_NOW;
            case INTERNAL_ERROR -> INTERNAL;
            default -> problem.fields().isEmpty() ? MALFORMED_REQUEST : WRONG_PARAMETER;
        };
    }
}
