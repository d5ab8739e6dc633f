<%@ page session="false" contentType="text/plain" pageEncoding="UTF-8" %>refused
