package trunkline.gateway.store;

/** What every {@link MessageStore} does, the one on disk and the one in memory that other tests use. */
public interface MessageStoreContract
        extends KeepingContract, SmsContract, WayContract, ReceiptContract, CallContract, ScheduleContract {}
