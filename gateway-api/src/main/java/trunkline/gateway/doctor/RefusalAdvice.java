package trunkline.gateway.doctor;

import trunkline.gateway.config.TrunkConfig;
import trunkline.profile.TrunkProfile;

/** What to change where a trunk refuses a call with this code. */
final class RefusalAdvice {

    private static final String LOOK = "ask the trunk what it means by this";

    private RefusalAdvice() {}

    /** Whether it is the callee's doing: then the trunk works. */
    static boolean isOfCallee(int code) {
        return switch (code) {
            case 480, 486, 487, 600, 603, 607, 608 -> true;
            default -> false;
        };
    }

    static String of(int code, TrunkConfig trunk) {
        if (isOfCallee(code)) {
            return "another number, or later: the trunk has done its part";
        }
        return switch (code) {
            case 401, 407 -> "`username`, `password-file`: see challenge";
            case 403 ->
                "the calling number (--from, `from-user`, `overrides: {sip: {identity: {headers}}}`) or how it is written"
                        + " (`overrides: {sip: {numbers: {calling: "
                        + other(trunk.profile().numbers().calling())
                        + "}}}`), `from-domain`, the login, or the trunk does not know our address: ask it which";
            case 404, 410, 484, 485, 604 ->
                "how numbers are written: `overrides: {sip: {numbers: {called: "
                        + other(trunk.profile().numbers().called()) + "}}}`, `tech-prefix`, or `domain`";
            case 415, 488, 606 ->
                "`overrides: {sip: {codecs: [...]}}`, or `srtp: "
                        + !trunk.media().srtp() + "`: the trunk can do none of what is offered";
            case 420 -> "`overrides: {sip: {prack: \"off\", session_timer: \"off\"}}`";
            case 421 -> "`overrides: {sip: {prack: required}}`";
            case 422 -> "`overrides: {sip: {session_timer: supported}}`";
            case 503 -> "`channels` or `call-rate`: lower, if it says so when busy; else " + LOOK;
            case 513 -> "`proxy` with ;transport=tcp: the message is too large";
            default ->
                code < 400 ? "`follow-redirects: true`, or another `proxy`: the trunk sends calls elsewhere" : LOOK;
        };
    }

    private static String other(TrunkProfile.NumberStyle style) {
        return switch (style) {
            case PLUS -> "digits";
            case DIGITS, ZEROS -> "plus";
        };
    }
}
