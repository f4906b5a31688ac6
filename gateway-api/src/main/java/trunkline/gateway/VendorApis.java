package trunkline.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import trunkline.gateway.config.DialectsConfig;
import trunkline.gateway.config.DialectsConfig.Vendor;
import trunkline.gateway.dispatch.Intake;
import trunkline.gateway.http.Guard;
import trunkline.gateway.http.Route;
import trunkline.gateway.http.dialect.voicetel.MessageHistory;
import trunkline.gateway.http.dialect.voicetel.MessageResource;
import trunkline.gateway.http.dialect.voicetel.RecordResource;
import trunkline.gateway.http.dialect.voicetel.SmsResource;
import trunkline.gateway.http.dialect.voipcommunications.ChatResource;
import trunkline.gateway.http.dialect.voipcommunications.ScheduledResource;
import trunkline.gateway.http.dialect.voipcommunications.SendResource;
import trunkline.gateway.http.dialect.voximplant.MethodResource;
import trunkline.gateway.storage.SqlStore;

/** The APIs of other vendors, those of them that are configured. */
final class VendorApis {

    private final DialectsConfig config;
    private final Intake intake;
    private final SqlStore store;
    private final LongSupplier nowMicros;

    /** @param nowMicros the time, microseconds since 1970 in UTC */
    VendorApis(DialectsConfig config, Intake intake, SqlStore store, LongSupplier nowMicros) {
        this.config = config;
        this.intake = intake;
        this.store = store;
        this.nowMicros = nowMicros;
    }

    List<Route> routes(Guard guard) {
        Set<Vendor> served = config.serve();
        List<Route> routes = new ArrayList<>();
        if (served.contains(Vendor.VOICETEL)) {
            routes.addAll(new SmsResource(intake).routes(guard));
            routes.addAll(new MessageResource(intake).routes(guard));
            routes.addAll(new MessageHistory(store.histories(), intake::cost, nowMicros).routes(guard));
            routes.addAll(new RecordResource(store.histories(), intake::cost).routes(guard));
        }
        if (served.contains(Vendor.VOIP_COMMUNICATIONS)) {
            routes.addAll(new SendResource(intake, config.bulkSender().orElse(null), nowMicros).routes(guard));
            routes.addAll(new ScheduledResource(store.messages(), store.histories(), intake::cost).routes(guard));
            routes.addAll(new ChatResource(store.histories(), intake::cost).routes(guard));
        }
        if (served.contains(Vendor.VOXIMPLANT)) {
            routes.addAll(new MethodResource(
                            intake, store.histories(), store.numberSwitches(), store.serviceKeys(), nowMicros)
                    .routes(guard));
        }
        return routes;
    }
}
