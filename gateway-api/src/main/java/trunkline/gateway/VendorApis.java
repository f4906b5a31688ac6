package trunkline.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import trunkline.gateway.account.ServiceKeyStore;
import trunkline.gateway.config.DialectsConfig;
import trunkline.gateway.config.DialectsConfig.Vendor;
import trunkline.gateway.dispatch.Intake;
import trunkline.gateway.http.Guard;
import trunkline.gateway.http.Route;
import trunkline.gateway.http.dialect.voicetel.MessageResource;
import trunkline.gateway.http.dialect.voicetel.SmsResource;
import trunkline.gateway.http.dialect.voipcommunications.SendResource;
import trunkline.gateway.http.dialect.voximplant.MethodResource;

/** The APIs of other vendors, those of them that are configured. */
final class VendorApis {

    private final DialectsConfig config;
    private final Intake intake;
    private final ServiceKeyStore serviceKeys;
    private final LongSupplier nowMicros;

    /** @param nowMicros the time, microseconds since 1970 in UTC */
    VendorApis(DialectsConfig config, Intake intake, ServiceKeyStore serviceKeys, LongSupplier nowMicros) {
        this.config = config;
        this.intake = intake;
        this.serviceKeys = serviceKeys;
        this.nowMicros = nowMicros;
    }

    List<Route> routes(Guard guard) {
        Set<Vendor> served = config.serve();
        List<Route> routes = new ArrayList<>();
        if (served.contains(Vendor.VOICETEL)) {
            routes.addAll(new SmsResource(intake).routes(guard));
            routes.addAll(new MessageResource(intake).routes(guard));
        }
        if (served.contains(Vendor.VOIP_COMMUNICATIONS)) {
            routes.addAll(new SendResource(intake, config.bulkSender().orElse(null), nowMicros).routes(guard));
        }
        if (served.contains(Vendor.VOXIMPLANT)) {
            routes.addAll(new MethodResource(intake, serviceKeys, nowMicros).routes(guard));
        }
        return routes;
    }
}
