package trunkline.gateway.message;

import java.util.Locale;

/** What both kinds of state derive from their constants. */
final class StateLabels {

    private StateLabels() {}

    static String of(Enum<?> state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static <S extends Enum<S> & MessageState> S ofCode(S[] states, int code) {
        for (S state : states) {
            if (state.code() == code) {
                return state;
            }
        }
        throw new IllegalArgumentException("no state has the code " + code);
    }
}
