/* Keeps the page of the patrol on the phone and shows it when the network fails. The network first, so that nobody reads
   an old page; a way to the sign-in form is never kept in its place. */
"use strict";
const KEEPER = "qingtian-patrol";
{% include "field/keeping.js" %}
