package trunkline.gateway.call.planted;

/** Breaks a rule of the architecture, to show that the rule bites. */
public class IsNotFinal {}
