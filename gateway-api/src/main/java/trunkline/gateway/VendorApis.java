package trunkline.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import trunkline.gateway.config.DialectsConfig;
import trunkline.gateway.config.DialectsConfig.Vendor;
import trunkline.gateway.dispatch.Intake;
import trunkline.gateway.http.Guard;
import trunkline.gateway.http.Route;
import trunkline.gateway.http.dialect.voicetel.MessageResource;
import trunkline.gateway.http.dialect.voicetel.SmsResource;

/** The APIs of other vendors, those of them that are configured. */
final class VendorApis {

    private final DialectsConfig config;
    private final Intake intake;

    VendorApis(DialectsConfig config, Intake intake) {
        this.config = config;
        this.intake = intake;
    }

    List<Route> routes(Guard guard) {
        Set<Vendor> served = config.serve();
        List<Route> routes = new ArrayList<>();
        if (served.contains(Vendor.VOICETEL)) {
            routes.addAll(new SmsResource(intake).routes(guard));
            routes.addAll(new MessageResource(intake).routes(guard));
        }
        return routes;
    }
}
