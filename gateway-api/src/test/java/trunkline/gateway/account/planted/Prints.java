package trunkline.gateway.account.planted;

/** Breaks a rule of the architecture, to show that the rule bites. */
final class Prints {

    void print() {
        System.out.println();
    }
}
