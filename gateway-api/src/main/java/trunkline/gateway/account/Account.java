package trunkline.gateway.account;

/**
 * Somebody who may ask for messages, and sees only his own.
 *
 * @param id its number in the store
 * @param name unique; what Basic credentials give as user
 * @param isOperator whether he also administers the gateway itself
 */
public record Account(long id, String name, boolean isOperator) {}
