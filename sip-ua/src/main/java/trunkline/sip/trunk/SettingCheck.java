package trunkline.sip.trunk;

/** The text of a refused setting: key, value, rule. */
final class SettingCheck {

    private SettingCheck() {}

    static void that(boolean holds, String key, Object value, String rule) {
        if (!holds) {
            throw new IllegalArgumentException("'" + key + "' is '" + value + "': " + rule);
        }
    }

    static void notBlank(String key, String value) {
        that(!value.isBlank(), key, value, "must not be empty");
        that(value.chars().noneMatch(Character::isISOControl), key, "...", "must not have control characters");
    }
}
