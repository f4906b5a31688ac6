package trunkline.gateway.storage;

import java.sql.SQLException;
import trunkline.gateway.store.StateChange;

/** Acts upon changes of the state of messages, in the transaction that makes them. */
interface ChangeHook {

    /** Does nothing. */
    ChangeHook NONE = (tx, change) -> {};

    void changed(Tx tx, StateChange change) throws SQLException;
}
