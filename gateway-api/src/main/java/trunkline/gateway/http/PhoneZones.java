package trunkline.gateway.http;

import com.google.i18n.phonenumbers.PhoneNumberToTimeZonesMapper;
import com.google.i18n.phonenumbers.Phonenumber;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import trunkline.gateway.message.PhoneNumber;

/** The time zones of telephone numbers: of their area where the number names one, else all of their country. Thread-safe. */
public final class PhoneZones {

    private static final PhoneNumberToTimeZonesMapper ZONES = PhoneNumberToTimeZonesMapper.getInstance();

    private PhoneZones() {}

    /** The zones that a number may be in; empty if none is known. */
    public static List<ZoneId> of(PhoneNumber number) {
        Phonenumber.PhoneNumber read = PhoneNumbers.read(number.e164());
        List<ZoneId> zones = new ArrayList<>();
        for (String name : read == null ? List.<String>of() : ZONES.getTimeZonesForNumber(read)) {
            try {
                zones.add(ZoneId.of(name));
            } catch (DateTimeException e) {
                return List.of(); // Etc/Unknown, or newer than this Java's zones
            }
        }
        return List.copyOf(zones);
    }
}
