package trunkline.gateway.account;

import java.util.concurrent.CompletableFuture;

/** Which numbers an account has switched off for SMS that it sends. A number is on until it says otherwise. */
public interface NumberSwitches {

    /** Numbers that one account may have switched off. */
    int OFF_MAX = 1_000;

    /** Whether the account has switched this number off, in E.164 form. */
    CompletableFuture<Boolean> isOff(long account, String number);

    /** Switches a number off or on again; false if the account has {@link #OFF_MAX} off already. */
    CompletableFuture<Boolean> set(Account account, String number, boolean off);
}
