/** The default message of a form that only has to be sent again. The message of a library about its token is for the developer. */
export const FORM_EXPIRED = 'This form has expired. Please send it again.';
